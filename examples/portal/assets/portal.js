// On every page: language and account.
import {chosenLanguage, setLanguage} from './language.js';
import {showAccount} from './session.js';
import './theme.js';

setLanguage(chosenLanguage());
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => setLanguage(button.dataset.language));
}
// On a phone the links and signing out stand behind one button.
for (const button of document.querySelectorAll('.menu-button')) {
  button.addEventListener('click', () => {
    button.setAttribute('aria-expanded', String(button.getAttribute('aria-expanded') !== 'true'));
  });
}
const account = document.querySelector('#account');
if (account) showAccount(account);
