/** The packages that are published, in the order in which one needs the other. Folders under `packages/`. */
export const PUBLISHED: readonly string[] = [
  'core',
  'blocks',
  'checks',
  'importers',
  'vietnam',
  'connectors',
  'simulators',
  'digitize',
  'drafts',
  'elements',
  'egov-form',
  'gateway',
  'testing',
  'cli',
];

/** Folders of everything that is published, from the repository's root. */
export const PUBLISHED_FOLDERS: readonly string[] = ['schemas', ...PUBLISHED.map((folder) => `packages/${folder}`)];
