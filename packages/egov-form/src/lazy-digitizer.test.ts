import {assert} from 'chai';
import {workerUrlFor} from './lazy-digitizer.ts';

const PAGE = 'https://portal.example/forms/birth?x=1#top';

describe('where the reader of papers is sought', () => {
  for (const [what, module, expected] of [
    ['our bundle', 'https://portal.example/lib/', 'https://portal.example/lib/egov-form/digitize.worker.js'],
    [
      'the published module',
      'https://portal.example/m/egov-form/dist/lazy-digitizer.js',
      'https://portal.example/m/egov-form/dist/egov-form/digitize.worker.js',
    ],
    ['a bundle of Vite', 'https://portal.example/assets/index-B8x1.js', 'https://portal.example/egov-form/digitize.worker.js'],
    [
      'what Vite prepares while it is worked on',
      'https://portal.example/node_modules/.vite/deps/egov-form.js?v=1',
      'https://portal.example/egov-form/digitize.worker.js',
    ],
    [
      'webpack, which writes the path of the source on its disk',
      'file:///home/a/node_modules/egov-form/dist/lazy-digitizer.js',
      'https://portal.example/egov-form/digitize.worker.js',
    ],
    ['a script that is no module', undefined, 'https://portal.example/egov-form/digitize.worker.js'],
    ['no address', '', 'https://portal.example/egov-form/digitize.worker.js'],
    [
      'another site, from which a page takes no worker',
      'https://cdn.example/egov-form/dist/lazy-digitizer.js',
      'https://portal.example/egov-form/digitize.worker.js',
    ],
  ] as const) {
    it(what, () => assert.equal(workerUrlFor(module, PAGE).href, expected));
  }
});
