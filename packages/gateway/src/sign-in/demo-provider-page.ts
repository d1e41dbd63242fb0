/** Pages of the demo's sign-in provider: plain HTML, no script, one style file. */
import type {DemoPerson} from './demo-people.ts';

export const STYLE = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0; }
main { max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 0.25rem; }
p { margin: 0.25rem 0 1rem; }
ul { list-style: none; margin: 1.5rem 0; padding: 0; display: grid; gap: 0.75rem; }
button { display: block; width: 100%; min-height: 3.5rem; padding: 0.75rem 1rem; text-align: start; font: inherit;
  color: inherit; background: Canvas; border: 1px solid #767676; border-radius: 0.5rem; cursor: pointer; overflow-wrap: anywhere; }
button:hover { border-color: #14558f; background: color-mix(in srgb, #14558f 8%, Canvas); }
button:focus-visible, a:focus-visible { outline: 3px solid #14558f; outline-offset: 2px; }
strong, span { display: block; }
li span { font-size: 0.9375rem; }
li span[lang] { color: color-mix(in srgb, CanvasText 75%, Canvas); }
.number { font-variant-numeric: tabular-nums; }
.notice { border-inline-start: 0.25rem solid #9a6700; padding-inline-start: 0.75rem; }
@media (prefers-color-scheme: dark) { button:hover, button:focus-visible, a:focus-visible { border-color: #8fc1f0; outline-color: #8fc1f0; } }
`;

/** The people to choose from. `action` is where the choice is sent. */
export function signInPage(people: readonly DemoPerson[], action: string): string {
  const items = people.map(
    (person) => `<li><button name="account" value="${escapeHtml(person.account)}">
<strong><bdi>${escapeHtml(person.name)}</bdi></strong>
<span class="number">${escapeHtml(person.personalId)}</span>
<span>${escapeHtml(person.note.vi)}</span>
<span lang="en">${escapeHtml(person.note.en)}</span>
</button></li>`,
  );
  return page(
    'Đăng nhập thử nghiệm',
    `<h1>Đăng nhập thử nghiệm</h1>
<p lang="en">Demonstration sign-in</p>
<p class="notice">Mọi người và mọi số ở đây đều là hư cấu. Hãy chọn một người để tiếp tục.
<span lang="en">All people and numbers here are made up. Choose one to continue.</span></p>
<form method="post" action="${escapeHtml(action)}">
<ul>
${items.join('\n')}
</ul>
</form>`,
  );
}

/** A sign-in that cannot go on, usually because it was left open for too long. */
export function brokenPage(home: string): string {
  return page(
    'Không đăng nhập được',
    `<h1>Không đăng nhập được</h1>
<p>Lượt đăng nhập này đã hết hạn hoặc không hợp lệ. Vui lòng bắt đầu lại.</p>
<p lang="en">This sign-in has expired or is not valid. Please start again.</p>
<p><a href="${escapeHtml(home)}">Về trang chủ / <span lang="en">Home page</span></a></p>`,
  );
}

function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/sign-in.css">
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
