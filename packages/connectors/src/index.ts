export {createGatewayClient, type GatewayClient, type GatewayClientOptions} from './gateway-client/gateway-client.ts';
