/** The `egov-form` command. */

/** @returns the exit code: 0 nothing found, 1 findings, 2 wrong use. */
export async function main(_args: readonly string[]): Promise<number> {
  process.stderr.write('egov-form: no command yet.\n');
  return 2;
}
