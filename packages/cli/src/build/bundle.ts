/** Modules of a built procedure, made of its sources by Rollup. The same text for the same sources, wherever they lie. */
import {createRequire, isBuiltin} from 'node:module';
import {resolve} from 'node:path';
import {type Plugin, rollup} from 'rollup';
import {CommandError, type Context} from '../frame/command.ts';

/** A module that is written here. */
const VIRTUAL = '\0written:';

export interface Bundle {
  readonly code: string;
  /** Absolute paths of the files in it. */
  readonly modules: readonly string[];
}

/**
 * One module out of several.
 * @param folder what relative imports of the entry are relative to.
 * @param written modules that are not files, by the name that they are imported by.
 * @throws CommandError `EGOV_CLI_BUILD` where it cannot be made of these.
 */
export async function bundle(
  entry: string,
  folder: string,
  text: Context['text'],
  written: {readonly [name: string]: string} = {},
): Promise<Bundle> {
  try {
    const made = await rollup({
      input: 'entry',
      plugins: [sources({entry, ...written}, folder)],
      onLog: () => undefined,
    });
    const {output} = await made.generate({format: 'es', generatedCode: 'es2015', compact: false});
    await made.close();
    const [{code, moduleIds}] = output;
    return {code, modules: moduleIds.filter((id) => !id.startsWith(VIRTUAL))};
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError('EGOV_CLI_BUILD', text('build.failed', {reason}), {cause});
  }
}

/** Written modules by name, files by path, packages as Node finds them. */
function sources(written: {readonly [name: string]: string}, folder: string): Plugin {
  return {
    name: 'procedure-sources',
    resolveId(source, importer) {
      if (Object.hasOwn(written, source)) return `${VIRTUAL}${source}`;
      if (isBuiltin(source)) throw new Error(`"${source}" is part of Node.js, and a procedure runs in a browser, too.`);
      const isWritten = importer === undefined || importer.startsWith(VIRTUAL);
      if (source.startsWith('.')) return isWritten ? resolve(folder, source) : null;
      return createRequire(isWritten ? resolve(folder, 'package.json') : importer).resolve(source);
    },
    load: (id) => (id.startsWith(VIRTUAL) ? (written[id.slice(VIRTUAL.length)] ?? null) : null),
  };
}
