/**
 * The title of the page says that something is wrong, so that a screen reader, or who looks at the tabs, hears it first. The page
 * may change its title meanwhile: only what was put before it is taken away again.
 */
const showing = new Map<object, string>();

/** Put `Error: ` before the title for as long as `owner` shows errors; nothing or an empty text takes it away. */
export function titleSays(owner: object, word: string | undefined): void {
  const before = prefix();
  showing.delete(owner);
  if (word) showing.set(owner, `${word}: `);
  const after = prefix();
  // A page without a title has only what was put there, without the space.
  const ours = before !== '' && `${document.title} `.startsWith(before);
  const bare = ours ? document.title.slice(before.length) : document.title;
  if (document.title !== after + bare) document.title = after + bare;
}

/** Several forms on a page say it once. */
function prefix(): string {
  return [...showing.values()].at(-1) ?? '';
}
