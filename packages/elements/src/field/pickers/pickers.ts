/** What opens beside a text box to choose from. Loaded when it is opened first. */
export {pickMonth} from './months.ts';
export {pickTime} from './times.ts';
