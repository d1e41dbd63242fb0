// The look of the form: one of the style sheets that come with the library, chosen for this device.
const KEY = 'portal-theme';
const select = document.querySelector('#theme');
const sheet = document.createElement('link');
sheet.rel = 'stylesheet';

function show(theme) {
  if (theme === '') return sheet.remove();
  sheet.href = `/egov-form/themes/${theme}.css`;
  document.head.append(sheet);
}

try {
  select.value = localStorage.getItem(KEY) ?? '';
} catch {
  // A browser that keeps nothing still shows the page.
}
if (select.selectedIndex < 0) select.value = '';
show(select.value);
select.addEventListener('change', () => {
  show(select.value);
  try {
    localStorage.setItem(KEY, select.value);
  } catch {
    // The choice lasts until the next page.
  }
});
