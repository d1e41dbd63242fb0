/**
 * The worker of the text recognition. The language data name settings of the engine's older half, which our build leaves
 * out; the engine says so on the console each time. That is no fault, and a page's console is for faults.
 */
const report = self.console.error.bind(self.console);
self.console.error = (...words) => {
  if (!String(words[0]).startsWith('Warning: Parameter not found')) report(...words);
};
importScripts(new URL('tesseract-engine.js', self.location.href).href);
