import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import type {ResolveBlock} from '@egov-form/core/compose';
import {root} from '../root.ts';

/**
 * Finds blocks of this repository: in a package of ours, or beside the document that names them.
 * @param source absolute path of the source.
 */
export function blocksFrom(source: string): ResolveBlock {
  return (reference, from) => {
    const ours = /^@egov-form\/([\w-]+)\/(.+)$/u.exec(reference);
    const file = ours ? join(root, 'packages', ours[1] ?? '', ours[2] ?? '') : resolve(dirname(from ?? source), reference);
    return existsSync(file) ? {address: file, block: JSON.parse(readFileSync(file, 'utf8'))} : undefined;
  };
}
