/** Simulated registers in the process of a test: what a gateway does between a form and a register, without the gateway. */
export {type FaultOptions, type RegisterFault, type Registers, type SignedIn, startRegisters} from './registers.ts';
