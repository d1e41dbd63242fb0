import {Component, CUSTOM_ELEMENTS_SCHEMA, type ElementRef, signal, viewChild} from '@angular/core';
import type {EgovForm, EgovSubmitEvent} from 'egov-form';

/** The page around the form: chooses the language, counts changes, and takes the dossier itself. */
@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <main>
      <p>
        <button id="language" type="button" (click)="locale.set(locale() === 'vi' ? 'en' : 'vi')">
          {{ locale() === 'vi' ? 'English' : 'Tiếng Việt' }}
        </button>
        <button id="check" type="button" (click)="element().nativeElement.validate()">Kiểm tra</button>
        <output id="changes">{{ changes() }}</output> <output id="sent">{{ sent() }}</output>
      </p>
      <egov-form
        #form
        src="form.json"
        [locale]="locale()"
        draft="off"
        (egov-change)="changes.set(changes() + 1)"
        (egov-submit)="take($event)"
      ></egov-form>
    </main>
  `,
})
export class Page {
  readonly element = viewChild.required<ElementRef<EgovForm>>('form');
  readonly locale = signal('vi');
  readonly changes = signal(0);
  readonly sent = signal('');

  take(event: EgovSubmitEvent): void {
    event.preventDefault();
    this.sent.set(event.submission.form);
    event.settle({state: 'accepted', code: 'ANGULAR-1', at: new Date().toISOString()});
  }
}
