/** Every command, in the order in which a procedure is made. A command's file is loaded when it is called. */
import type {CommandModule} from '../frame/command.ts';
import type {MessageKey} from '../frame/language.ts';

export interface CommandEntry {
  /** As it is called. Its summary is the message `<name>.summary`. */
  readonly name: SummaryOf<MessageKey>;
  readonly load: () => Promise<CommandModule>;
}

type SummaryOf<Key> = Key extends `${infer Name}.summary` ? Name : never;

export const COMMANDS: readonly CommandEntry[] = [
  {name: 'new', load: () => import('./new.ts')},
  {name: 'import', load: () => import('./import.ts')},
  {name: 'check', load: () => import('./check.ts')},
  {name: 'prove', load: () => import('./prove.ts')},
  {name: 'types', load: () => import('./make-types.ts')},
  {name: 'test', load: () => import('./test.ts')},
  {name: 'preview', load: () => import('./preview.ts')},
  {name: 'build', load: () => import('./build.ts')},
  {name: 'diff', load: () => import('./diff.ts')},
  {name: 'upgrade', load: () => import('./upgrade.ts')},
  {name: 'simulate', load: () => import('./simulate.ts')},
  {name: 'gateway', load: () => import('./gateway.ts')},
];
