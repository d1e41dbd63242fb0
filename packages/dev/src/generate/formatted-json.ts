/** JSON as the formatter of the repository leaves it: what fits on a line stands on one. */

/** Characters of a line, as in `biome.json`. */
const WIDTH = 160;

export function formattedJson(value: unknown): string {
  return `${whole(value, 0)}\n`;
}

/** @param used characters of the line that stand before the value, and after it. */
function whole(value: unknown, level: number, used = 0): string {
  const line = onOneLine(value);
  const isRoot = level === 0;
  if (value === null || typeof value !== 'object' || (!isRoot && level * 2 + used + line.length <= WIDTH)) return line;
  const indent = '  '.repeat(level + 1);
  const end = `\n${'  '.repeat(level)}`;
  if (Array.isArray(value))
    return `[\n${value.map((item, at) => indent + whole(item, level + 1, comma(at, value.length))).join(',\n')}${end}]`;
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  const members = given.map(([name, member], at) => {
    const key = JSON.stringify(name);
    return `${indent}${key}: ${whole(member, level + 1, key.length + 2 + comma(at, given.length))}`;
  });
  return `{\n${members.join(',\n')}${end}}`;
}

/** The last has none behind it. */
const comma = (at: number, count: number): number => (at < count - 1 ? 1 : 0);

function onOneLine(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0
    ? '{}'
    : `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${onOneLine(member)}`).join(', ')} }`;
}
