/** Lists with rows, loaded for forms that have one. */
import './list.ts';

export {lists as styles} from '../styles/lists.ts';
