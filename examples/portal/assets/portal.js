// On every page: language and account.
import {chosenLanguage, setLanguage} from './language.js';
import {showAccount} from './session.js';

setLanguage(chosenLanguage());
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => setLanguage(button.dataset.language));
}
const account = document.querySelector('#account');
if (account) showAccount(account);
