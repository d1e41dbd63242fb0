/** `egov-form build`: a procedure as a package that others install. */
import {createHash} from 'node:crypto';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {gzipSync} from 'node:zlib';
import {buildProcedure} from '../build/build-procedure.ts';
import {readSigningKey} from '../build/manifest-signature.ts';
import {type Call, type Command, CommandError, type Context, type ExitCode} from '../frame/command.ts';
import {readSource, shownPath} from '../source/procedure-source.ts';
import {checkSource} from '../verdict/check-source.ts';
import {findingLines, placedFindings} from '../verdict/findings-report.ts';

export const command: Command = {
  arguments: [{name: '[path]', about: 'source.argument'}],
  options: [
    {flags: '-o, --out <folder>', about: 'build.out'},
    {flags: '--sign <key>', about: 'build.sign'},
  ],
  run: build,
};

/** Not every build has them. */
const SOMETIMES = ['packs.js', 'manifest.jws'];

async function build({arguments: [path], options}: Call, context: Context): Promise<ExitCode> {
  const {cwd, text, terminal} = context;
  const source = await readSource((path as string | undefined) ?? '.', context);
  const key = typeof options['sign'] === 'string' ? await readSigningKey(resolve(cwd, options['sign']), text) : undefined;
  terminal.progress(text('check.progress', {path: shownPath(source.folder, cwd)}));
  const checked = await checkSource(source, false, text);
  if (checked.findings.some(({severity}) => severity === 'error')) {
    context.answer({findings: placedFindings(checked, context)}, [...findingLines([checked], context), text('build.refused')]);
    return 1;
  }
  terminal.progress(text('build.progress'));
  const {manifest, files} = await buildProcedure(source, key, text);
  const own = source.package?.version;
  // A package with overlays has a version of its own: the definition keeps that of the ministry.
  if (own !== undefined && own !== manifest.version && manifest.overlays === undefined) {
    throw new CommandError('EGOV_CLI_SOURCE', text('build.version', {own, version: manifest.version}));
  }
  const out = resolve(typeof options['out'] === 'string' ? resolve(cwd, options['out']) : join(source.folder, 'dist'));
  await mkdir(out, {recursive: true});
  for (const name of SOMETIMES) await rm(join(out, name), {force: true});
  for (const [name, content] of files) await writeFile(join(out, name), content);
  const folder = shownPath(out, cwd);
  const sizes = [...files].map(([file, content]) => ({
    file,
    bytes: Buffer.byteLength(content),
    gzipBytes: gzipSync(content).length,
  }));
  const integrity = `sha384-${createHash('sha384')
    .update(files.get('bundle.js') ?? '')
    .digest('base64')}`;
  context.answer({folder, id: manifest.id, version: manifest.version, definition: manifest.definition, integrity, files: sizes}, [
    text('build.done', {id: manifest.id, version: manifest.version, folder}),
    ...sizes.map(({file, bytes, gzipBytes}) => `  ${file.padEnd(16)}${text('build.size', {bytes, gzip: gzipBytes})}`),
    text('build.integrity', {integrity}),
  ]);
  return 0;
}
