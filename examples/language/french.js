/** A third language for a page. A text that is missing is shown in Vietnamese, so that nothing is ever empty. */
import {registerMessages, vietnam} from '/egov-form.js';

registerMessages('fr', {
  'form.required': 'obligatoire',
  'form.requiredNote': 'Les champs marqués * sont obligatoires.',
  'form.step': 'Étape {n} sur {total}',
  'form.back': 'Retour',
  'form.next': 'Continuer',
  'form.toReview': 'Vérifier et envoyer',
});

/** What the engine finds wrong, by its code; `{label}` is the question. */
const french = {
  messages: {
    fr: {
      'value.required': 'Veuillez remplir : {label}.',
      'schema.maxLength': '{label} : {maxLength} caractères au plus.',
    },
  },
};

const form = document.querySelector('egov-form');
form.packs = [vietnam, french];
form.src = 'form.json';
