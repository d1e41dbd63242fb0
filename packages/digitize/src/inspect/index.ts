export {READABLE, SNIFFED_BYTES, sniff} from '../sniff.ts';
export {inspectPdf, type PdfFault} from './inspect-pdf.ts';
