/** The packages that are published, in the order in which one needs the other. Folders under `packages/`. */
export const PUBLISHED: readonly string[] = [
  'core',
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
