export {main} from '../start.ts';
