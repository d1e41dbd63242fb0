export {drawInput as textInput, type InputParts} from '../native-controls.ts';
