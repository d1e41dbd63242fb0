// Follows what `egov-form preview` writes: shows the form, its mistakes, and the form anew after each change.
const PAUSE_MS = 500;
const at = (name) => document.getElementById(name);
const locale = new URLSearchParams(location.search).get('locale') === 'en' ? 'en' : 'vi';

async function read(path) {
  try {
    const answer = await fetch(path, {cache: 'no-store', headers: {accept: 'application/json'}});
    return answer.ok ? await answer.json() : undefined;
  } catch {
    // The gateway starts anew after a change.
    return undefined;
  }
}

function showProblems({sentence, problems}) {
  at('broken').textContent = sentence;
  at('list').replaceChildren(
    ...problems.map((text) => {
      const item = document.createElement('li');
      item.textContent = text;
      return item;
    }),
  );
  at('problems').hidden = problems.length === 0;
}

function showForm(id) {
  const element = document.createElement('egov-form');
  for (const [name, value] of Object.entries({src: `/forms/${id}/form.json`, gateway: '/api', locale, draft: 'session'})) {
    element.setAttribute(name, value);
  }
  at('form').replaceChildren(element);
}

async function follow(shown) {
  const state = await read('/preview-state.json');
  if (state && state.served !== shown.served && shown.served !== undefined) return location.reload();
  if (state && state.revision !== shown.revision) showProblems(state);
  if (state?.form && shown.served === undefined) showForm(state.form);
  setTimeout(follow, PAUSE_MS, state ?? shown);
}

document.documentElement.lang = locale;
at('sign-in').href = `/auth/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`;
const session = await read('/api/session');
if (session?.name) {
  at('person').textContent = session.name;
  at('sign-in').hidden = true;
}
await follow({});
