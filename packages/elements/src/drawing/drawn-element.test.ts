import {expect} from 'chai';
import type {FormContext} from '../form/form-context.ts';
import {DrawnElement} from './drawn-element.ts';
import {type Signal, signal} from './signals.ts';

class DrawnProbe extends DrawnElement {
  declare word: Signal<string>;
  declare load: () => Promise<string>;
  drawings = 0;

  protected override draw(): void {
    this.drawings += 1;
    this.textContent = `${this.word.value} ${this.later('late', this.load) ?? 'not yet'}`;
  }
}
customElements.define('drawn-probe', DrawnProbe);

function probe(load: () => Promise<string> = () => new Promise<string>(() => undefined)): DrawnProbe {
  return Object.assign(document.createElement('drawn-probe') as DrawnProbe, {
    ctx: {} as FormContext,
    word: signal('first'),
    load,
  });
}

afterEach(() => {
  for (const made of document.querySelectorAll('drawn-probe')) made.remove();
});

describe('an element that is drawn by hand', () => {
  it('is drawn ahead once, and not again when it enters the document unchanged', async () => {
    const made = probe();
    made.drawAhead();
    expect(made.textContent).to.equal('first not yet');
    document.body.append(made);
    expect(made.drawings).to.equal(1);
    made.word.value = 'second';
    await made.updateComplete;
    expect(made.textContent).to.equal('second not yet');
    expect(made.drawings).to.equal(2);
  });

  it('shows what changed or came between its drawing ahead and its entry', async () => {
    const changed = probe();
    changed.drawAhead();
    changed.word.value = 'second';
    document.body.append(changed);
    expect(changed.textContent).to.equal('second not yet');

    const arrived = probe(() => Promise.resolve('there'));
    arrived.drawAhead();
    await Promise.resolve();
    await Promise.resolve();
    document.body.append(arrived);
    expect(arrived.textContent).to.equal('first there');
  });

  it('that never enters the document is let go by the first change', () => {
    const made = probe();
    made.drawAhead();
    made.word.value = 'second';
    made.word.value = 'third';
    expect(made.drawings).to.equal(1);
  });
});
