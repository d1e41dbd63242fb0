/** Whether a failure means that the gateway cannot do its work at present, and a try later may succeed. */

/** In a word, for operators. */
export type Unavailability = 'database-gone' | 'disk-full' | 'read-only' | 'disk-failed' | 'overloaded';

/** By the first letters of a code of PostgreSQL (SQLSTATE) or of the operating system. */
const CODES: readonly (readonly [RegExp, Unavailability])[] = [
  [/^(?:53100|ENOSPC|EDQUOT)$/u, 'disk-full'],
  [/^(?:25006|EROFS)$/u, 'read-only'],
  [/^(?:58...|EIO)$/u, 'disk-failed'],
  [/^(?:53...|57014|EMFILE|ENFILE|ENOMEM)$/u, 'overloaded'],
  // Connection lost, shut down, refused by name or password, database dropped.
  [/^(?:08...|57P..|28...|3D000)$/u, 'database-gone'],
  [/^(?:ECONN(?:REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|E(?:HOST|NET)UNREACH|ENETDOWN)$/u, 'database-gone'],
];

/** The driver gives these no code. */
const DRIVER_WORDS =
  /^(?:Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client (?:has encountered a connection error|was closed)|PGlite is closed)/u;

/** Why the work cannot be done now; nothing of a failure of another kind. */
export function unavailability(error: unknown): Unavailability | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = String((error as {code?: unknown}).code ?? '');
  const known = CODES.find(([pattern]) => pattern.test(code))?.[1];
  if (known) return known;
  // The embedded database gave up, and does not come back in this process.
  if (error.name === 'RuntimeError' || DRIVER_WORDS.test(error.message)) return 'database-gone';
  return undefined;
}

/** Words and code of a failure at the start, for the person who runs the gateway. @param secret is left out of them. */
export function describeCause(error: unknown, secret = ''): string {
  if (!(error instanceof Error)) return 'an unknown failure';
  // Several addresses of one name were tried, each with its own failure.
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  const code = String((first as {code?: unknown}).code ?? '');
  const words = first.message || first.name;
  const said = code !== '' && !words.includes(code) ? `${code}: ${words}` : words;
  return withoutSecret(said, secret).slice(0, 500);
}

function withoutSecret(text: string, secret: string): string {
  const parts = [secret];
  if (URL.canParse(secret)) {
    const {password} = new URL(secret);
    parts.push(password, decodeURIComponent(password));
  }
  return parts.filter((part) => part !== '').reduce((said, part) => said.replaceAll(part, '***'), text);
}
