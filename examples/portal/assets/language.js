// Vietnamese stands in the pages; English beside it in `data-en`, `data-en-label`, `data-en-placeholder`.
const KEY = 'portal-language';
const vietnamese = new WeakMap();

/** The language of the page: `vi` or `en`. */
export function language() {
  return document.documentElement.lang === 'en' ? 'en' : 'vi';
}

/** A text of a form definition, or a pair made here, in the page's language. */
export function text(texts) {
  if (texts === undefined || texts === null) return '';
  return typeof texts === 'string' ? texts : (texts[language()] ?? texts.vi ?? Object.values(texts)[0] ?? '');
}

function remembered(element) {
  let texts = vietnamese.get(element);
  if (!texts) {
    texts = {
      content: element.textContent,
      label: element.getAttribute('aria-label'),
      placeholder: element.getAttribute('placeholder'),
    };
    vietnamese.set(element, texts);
  }
  return texts;
}

/** Show the page in a language, tell every form on it, and remember the choice on this device. */
export function setLanguage(chosen) {
  document.documentElement.lang = chosen;
  const english = chosen === 'en';
  for (const element of document.querySelectorAll('[data-en]')) {
    element.textContent = english ? element.dataset.en : remembered(element).content;
  }
  for (const element of document.querySelectorAll('[data-en-label]')) {
    element.setAttribute('aria-label', english ? element.dataset.enLabel : remembered(element).label);
  }
  for (const element of document.querySelectorAll('[data-en-placeholder]')) {
    element.setAttribute('placeholder', english ? element.dataset.enPlaceholder : remembered(element).placeholder);
  }
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === chosen));
  }
  for (const form of document.querySelectorAll('egov-form')) form.setAttribute('locale', chosen);
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // A browser that keeps nothing still shows the page; the choice lasts until the next page.
  }
  document.dispatchEvent(new CustomEvent('portal-language'));
}

/** The language chosen before, else Vietnamese. */
export function chosenLanguage() {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}

/** Call now and whenever the language changes. */
export function onLanguage(listener) {
  document.addEventListener('portal-language', listener);
  listener();
}
