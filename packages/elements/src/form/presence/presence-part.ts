/** What watches whether somebody is there: loaded at a kiosk, and where somebody is signed in. */
export {styles} from './idle-dialog.ts';
export {stayHere, stayThere, watchStay} from './idle-watch.ts';
