export {createGatewayClient, type GatewayClient, type GatewayClientOptions} from './gateway-client.ts';
