/**
 * The table of packages and the arrows between them, as data: docs/architecture.md in a form that a test can hold against
 * the real imports, the declared dependencies, the TypeScript references and the lint zones.
 */

/** Which platform's globals a package may name: that is what its TypeScript `lib` and `types` are held to. */
export type Platform = 'none' | 'browser' | 'browser and worker' | 'node' | 'browser and node';

/** One row of the table. */
export interface PackageRow {
  /** Folder under `packages/`. */
  readonly folder: string;
  /** Name on npm. */
  readonly name: string;
  /** Folders of the packages that its shipped code may import. */
  readonly mayImport: readonly string[];
  readonly platform: Platform;
  /** Shown by the linter and the test when the arrow is broken. */
  readonly because: string;
}

const row = (folder: string, platform: Platform, mayImport: readonly string[], because: string): PackageRow => ({
  folder,
  name: folder === 'egov-form' ? folder : `@egov-form/${folder}`,
  mayImport,
  platform,
  because,
});

const EVERYTHING = [
  'core',
  'blocks',
  'vietnam',
  'connectors',
  'simulators',
  'digitize',
  'drafts',
  'elements',
  'checks',
  'importers',
  'builder',
  'cli',
  'gateway',
  'egov-form',
  'testing',
] as const;

/** Every package, also those that have no code yet. */
export const PACKAGES: readonly PackageRow[] = [
  row('core', 'none', [], 'core is the whole form without a screen: it knows no other package, platform or country.'),
  row('blocks', 'none', [], 'blocks are JSON: parts that forms share.'),
  row('vietnam', 'none', ['core'], 'vietnam is data and pure functions about one country.'),
  row('connectors', 'browser and node', ['core'], 'connectors ask registers and know nothing of the screen.'),
  row('simulators', 'node', ['core', 'connectors', 'vietnam'], 'simulators answer as registers do and know no form.'),
  row('digitize', 'browser and worker', ['core'], 'digitize turns a file into facts and knows nothing of screen or drafts.'),
  row('drafts', 'browser', ['core'], 'drafts keep what they are given.'),
  row('elements', 'browser', ['core'], 'elements receive the country, the registers, the reader and the store as ports.'),
  row('checks', 'none', ['core'], 'checks say what is wrong with a definition; they run wherever core runs.'),
  row('importers', 'browser and node', ['core'], 'importers turn files into definitions; they know no screen and no register.'),
  row(
    'builder',
    'browser',
    ['core', 'elements', 'checks', 'importers'],
    'the builder edits definitions; it asks no register and reads no file.',
  ),
  row(
    'cli',
    'node',
    ['core', 'vietnam', 'connectors', 'simulators', 'digitize', 'gateway', 'checks', 'importers', 'testing'],
    'the command line has no screen.',
  ),
  row('gateway', 'node', ['core', 'vietnam', 'connectors', 'digitize', 'checks'], 'the gateway has no screen.'),
  row(
    'egov-form',
    'browser',
    ['core', 'vietnam', 'connectors', 'digitize', 'drafts', 'elements'],
    'egov-form wires the browser-side packages together and nothing else.',
  ),
  row('testing', 'browser and node', ['core', 'connectors', 'simulators'], 'testing helps the tests of procedures.'),
  row('dev', 'browser and node', EVERYTHING, 'dev builds, checks and starts everything.'),
];

/** Entries that only some packages may import, whatever the table allows. */
export const GUARDED_ENTRIES: readonly {
  readonly entry: string;
  readonly onlyFrom: readonly string[];
  readonly because: string;
}[] = [
  {
    entry: '@egov-form/core/ajv',
    onlyFrom: ['gateway', 'cli', 'dev'],
    because: 'Ajv compiles schemas to code, which the content policy of a page forbids.',
  },
  {
    entry: '@egov-form/connectors/server',
    onlyFrom: ['gateway', 'simulators', 'testing', 'cli', 'dev'],
    because: 'the server adapters hold the credentials of registers, which a browser must never see.',
  },
];

/** `lib` that a platform compiles with; a package of that platform may name fewer, never others. */
export const LIBS: {readonly [platform in Platform]: readonly string[]} = {
  none: ['es2023'],
  browser: ['es2023', 'dom', 'dom.iterable'],
  'browser and worker': ['es2023', 'dom', 'dom.iterable', 'webworker'],
  node: ['es2023', 'es2024'],
  'browser and node': ['es2023', 'es2024', 'dom', 'dom.iterable'],
};

/** `types` that a platform compiles with. */
export const TYPES: {readonly [platform in Platform]: readonly string[]} = {
  none: [],
  browser: [],
  'browser and worker': [],
  node: ['node'],
  'browser and node': ['node'],
};
