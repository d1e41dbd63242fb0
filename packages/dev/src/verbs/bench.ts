export {main} from '../bench.ts';
