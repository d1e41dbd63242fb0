/**
 * What a built procedure is made of, as CycloneDX 1.6. Without a serial number or a time: the same sources give the same text.
 *
 * Source  ECMA-424, CycloneDX v1.6.
 */
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {ComponentType} from '@cyclonedx/cyclonedx-library/Enums';
import {
  Bom,
  Component,
  LicenseExpression,
  type LicenseRepository,
  NamedLicense,
  SpdxLicense,
} from '@cyclonedx/cyclonedx-library/Models';
import {JSON as Json, JsonSerializer} from '@cyclonedx/cyclonedx-library/Serialize';
import {isSupportedSpdxId} from '@cyclonedx/cyclonedx-library/SPDX';
import {Spec1dot6} from '@cyclonedx/cyclonedx-library/Spec';

export interface NamedPackage {
  readonly name: string;
  readonly version: string;
  readonly license?: string | undefined;
}

/**
 * @param files what was bundled or composed; those of the procedure itself are left out.
 * @param library the packages of this library that it runs with.
 */
export function billOfMaterials(
  procedure: NamedPackage,
  folder: string,
  files: readonly string[],
  library: readonly NamedPackage[],
): string {
  const bom = new Bom();
  const main = component(procedure, ComponentType.Application);
  bom.metadata.component = main;
  for (const part of [...packagesOf(files, folder), ...library]) {
    const one = component(part, ComponentType.Library);
    bom.components.add(one);
    main.dependencies.add(one.bomRef);
  }
  const serializer = new JsonSerializer(new Json.Normalize.Factory(Spec1dot6));
  return `${serializer.serialize(bom, {sortLists: true, space: 2})}\n`;
}

function component({name, version, license}: NamedPackage, type: ComponentType): Component {
  const [, group, own = name] = /^(@[^/]+)\/(.+)$/u.exec(name) ?? [];
  const purl = `pkg:npm/${group === undefined ? '' : `${encodeURIComponent(group)}/`}${own}@${version}`;
  const made = new Component(type, own, {bomRef: `${name}@${version}`, version, purl, ...(group !== undefined && {group})});
  if (license !== undefined) addLicense(made.licenses, license);
  return made;
}

function addLicense(licenses: LicenseRepository, license: string): void {
  if (isSupportedSpdxId(license)) licenses.add(new SpdxLicense(license));
  else if (/\b(?:AND|OR|WITH)\b/u.test(license)) licenses.add(new LicenseExpression(license));
  else licenses.add(new NamedLicense(license));
}

/** The packages that files belong to, each once, by name. */
function packagesOf(files: readonly string[], own: string): readonly NamedPackage[] {
  const found = new Map<string, NamedPackage>();
  for (const file of files) {
    const folder = packageFolderOf(file);
    if (folder === undefined || folder === own) continue;
    const {
      name,
      version = '0.0.0',
      license,
    } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Partial<NamedPackage>;
    if (name !== undefined) found.set(name, {name, version, license});
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function packageFolderOf(file: string): string | undefined {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder;
  return undefined;
}
