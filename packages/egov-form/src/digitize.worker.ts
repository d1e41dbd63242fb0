/** The worker file that reads documents: digitize's engines with the country pack's natures. Its parts lie in `./digitize/`. */
import {assetsIn, serveDigitizer} from '@egov-form/digitize/worker';
import {natures} from '@egov-form/vietnam/natures';

serveDigitizer({natures, assets: assetsIn(new URL('./digitize/', import.meta.url))});
