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
  if (value === null || typeof value !== 'object' || (!isRoot && level * 2 + used + line.length < WIDTH)) return line;
  const indent = '  '.repeat(level + 1);
  const end = `\n${'  '.repeat(level)}`;
  if (Array.isArray(value)) return `[\n${value.map((item) => indent + whole(item, level + 1)).join(',\n')}${end}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => {
      const key = JSON.stringify(name);
      return `${indent}${key}: ${whole(member, level + 1, key.length + 2)}`;
    });
  return `{\n${members.join(',\n')}${end}}`;
}

function onOneLine(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.length === 0
    ? '{}'
    : `{ ${members.map(([name, member]) => `${JSON.stringify(name)}: ${onOneLine(member)}`).join(', ')} }`;
}
