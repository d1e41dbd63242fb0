// The procedures of this gateway, or the one that the address names: /?procedure=<id>.
const id = new URLSearchParams(location.search).get('procedure');
const at = (name) => document.getElementById(name);
const inVietnamese = (text) => (typeof text === 'string' ? text : (text?.vi ?? Object.values(text ?? {})[0] ?? ''));
const read = async (path) => {
  const answer = await fetch(path, {headers: {accept: 'application/json'}});
  return answer.ok ? answer.json() : undefined;
};

const {forms = []} = (await read('/api/forms')) ?? {};
const chosen = forms.find((form) => form.id === id);

if (chosen) {
  at('title').textContent = inVietnamese(chosen.title);
  document.title = inVietnamese(chosen.title);
  const element = document.createElement('egov-form');
  element.setAttribute('src', `/forms/${chosen.id}/form.json`);
  element.setAttribute('gateway', '/api');
  element.setAttribute('locale', 'vi');
  at('form').append(element);
} else {
  for (const form of forms) {
    const link = document.createElement('a');
    link.href = `/?procedure=${encodeURIComponent(form.id)}`;
    link.textContent = inVietnamese(form.title);
    const item = document.createElement('li');
    item.append(link);
    at('procedures').append(item);
  }
}

// Back to this page after signing in.
at('sign-in').href = `/auth/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`;
const session = await read('/api/session');
if (session?.name) {
  at('sign-in').hidden = true;
  at('person').textContent = session.name;
}
