/** Lists with rows, loaded for forms that have one. */
import './list.ts';

export {viLists as words} from '../messages/vi-lists.ts';
export {lists as styles} from '../styles/lists.ts';
