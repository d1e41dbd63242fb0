// At a computer for everybody: when somebody is done, or gone, the whole page begins anew, so that the browser lets go of its memory too.
const form = document.querySelector('egov-form');

form.addEventListener('egov-end', (event) => {
  if (event.reason === 'left') return;
  event.preventDefault();
  // The next person chooses a language of their own.
  localStorage.removeItem('portal-language');
  location.replace(location.pathname);
});
