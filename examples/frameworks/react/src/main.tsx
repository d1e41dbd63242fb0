import type {EgovForm as EgovFormElement} from 'egov-form';
import {EgovForm} from 'egov-form/react';
import {type ReactElement, StrictMode, useRef, useState} from 'react';
import {createRoot} from 'react-dom/client';

/** The page around the form: chooses the language, counts changes, and takes the dossier itself. */
function Page(): ReactElement {
  const form = useRef<EgovFormElement>(null);
  const [locale, setLocale] = useState('vi');
  const [changes, setChanges] = useState(0);
  const [sent, setSent] = useState('');
  return (
    <main>
      <p>
        <button type="button" id="language" onClick={() => setLocale(locale === 'vi' ? 'en' : 'vi')}>
          {locale === 'vi' ? 'English' : 'Tiếng Việt'}
        </button>
        <button type="button" id="check" onClick={() => form.current?.validate()}>
          Kiểm tra
        </button>
        <output id="changes">{changes}</output> <output id="sent">{sent}</output>
      </p>
      <EgovForm
        ref={form}
        src="form.json"
        locale={locale}
        draft="off"
        onChange={() => setChanges((count) => count + 1)}
        onSubmit={(event) => {
          event.preventDefault();
          setSent(event.submission.form);
          event.settle({state: 'accepted', code: 'REACT-1', at: new Date().toISOString()});
        }}
      />
    </main>
  );
}

const root = document.querySelector('#root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  );
