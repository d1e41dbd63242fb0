/** `npm run generate`: every file that is made from `schemas/`, the registry of addresses, the field types, the element and the types of the packages. */
import {generate} from '../generate/generated-files.ts';

export async function main(_args: readonly string[]): Promise<number> {
  await generate();
  // Afterwards: these import core and the country pack, which need what was just written.
  const {writeComposedProcedures} = await import('../generate/procedures.ts');
  await writeComposedProcedures();
  const {generateAddresses} = await import('../generate/addresses.ts');
  await generateAddresses();
  const {generateFieldDocs} = await import('../generate/field-docs.ts');
  await generateFieldDocs();
  const {generateApiReports} = await import('../publish/api-report.ts');
  await generateApiReports();
  return 0;
}
