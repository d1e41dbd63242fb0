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
