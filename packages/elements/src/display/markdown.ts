import {html, type TemplateResult} from 'lit';

/**
 * Text blocks of a definition: paragraphs, lists (`- ` and `1. `), `**bold**` and `[text](address)`. Everything becomes
 * a text node or one of five known elements, so a text can never bring in markup or script.
 */
export function markdown(source: string): TemplateResult[] {
  return source
    .replace(/\r\n?/gu, '\n')
    .split(/\n{2,}/u)
    .filter((block) => block.trim() !== '')
    .map(block);
}

function block(text: string): TemplateResult {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.every((line) => /^\s*[-*] /u.test(line))) {
    return html`<ul>
      ${lines.map((line) => html`<li>${inline(line.replace(/^\s*[-*] /u, ''))}</li>`)}
    </ul>`;
  }
  if (lines.every((line) => /^\s*\d+\. /u.test(line))) {
    return html`<ol>
      ${lines.map((line) => html`<li>${inline(line.replace(/^\s*\d+\. /u, ''))}</li>`)}
    </ol>`;
  }
  return html`<p>${inline(lines.join(' '))}</p>`;
}

function inline(text: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let from = 0;
  for (const match of text.matchAll(/\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/gu)) {
    const [whole, bold, label, address] = match;
    parts.push(text.slice(from, match.index));
    if (bold !== undefined) parts.push(html`<strong>${bold}</strong>`);
    else parts.push(isSafeAddress(address ?? '') ? html`<a href=${address ?? ''} rel="noopener">${label}</a>` : whole);
    from = match.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Web, mail and telephone addresses and those inside the portal; never `javascript:` or `data:`. */
function isSafeAddress(address: string): boolean {
  return /^(https?:|mailto:|tel:|\/|#|\.)/iu.test(address);
}
