import type {DraftHold} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {holdDraft} from './hold.ts';

/** One of several windows, as far as locks are concerned: each asks for itself. */
class Tab {
  readonly left: string[] = [];
  hold!: DraftHold;
  saving: Promise<void> = Promise.resolve();

  static async open(name: string): Promise<Tab> {
    const tab = new Tab();
    tab.hold = await holdDraft(name, async (how) => {
      tab.left.push(how);
      await tab.saving;
    });
    return tab;
  }
}

describe('the hold on a draft', () => {
  let counter = 0;
  let name = '';
  const tabs: Tab[] = [];
  const open = async (): Promise<Tab> => {
    const tab = await Tab.open(name);
    tabs.push(tab);
    return tab;
  };
  beforeEach(() => {
    name = `egov-draft-test-${++counter}`;
  });
  afterEach(() => {
    for (const {hold} of tabs.splice(0)) hold.release();
  });

  it('is one window’s, and the next one’s when it is released', async () => {
    const first = await open();
    expect(first.hold.held).to.equal(true);
    const second = await open();
    expect(second.hold.held).to.equal(false);
    expect(first.left).to.deep.equal([]);
    first.hold.release();
    expect((await open()).hold.held).to.equal(true);
  });

  it('is there again at once for the window that released it', async () => {
    for (let i = 0; i < 10; i += 1) {
      const tab = await open();
      expect(tab.hold.held).to.equal(true);
      tab.hold.release();
      expect(tab.hold.held).to.equal(false);
    }
  });

  it('goes over when the other window has saved, not before; and back again', async () => {
    const first = await open();
    const second = await open();
    let saved = (): void => undefined;
    first.saving = new Promise((done) => {
      saved = done;
    });
    let taken = false;
    const taking = second.hold.take().then(() => {
      taken = true;
    });
    await until('the first window is asked', () => first.left.length > 0);
    expect(first.left).to.deep.equal(['asked']);
    expect([taken, first.hold.held, second.hold.held]).to.deep.equal([false, true, false]);
    saved();
    await taking;
    expect([first.hold.held, second.hold.held]).to.deep.equal([false, true]);

    await first.hold.take();
    expect(second.left).to.deep.equal(['asked']);
    expect([first.hold.held, second.hold.held]).to.deep.equal([true, false]);
  });

  it('is taken from a window that does not answer, and that one is told when it can hear', async () => {
    const frozen = await open();
    frozen.saving = new Promise(() => undefined);
    const second = await open();
    await second.hold.take();
    expect(second.hold.held).to.equal(true);
    await until('the frozen window gives up', () => !frozen.hold.held);
    expect(frozen.left.at(-1)).to.equal('taken');
  });

  it('is free when the window that had it is gone', async () => {
    const frame = document.createElement('iframe');
    frame.src = '/packages/drafts/package.json';
    const loaded = new Promise((done) => frame.addEventListener('load', done));
    document.body.append(frame);
    await loaded;
    const {navigator: there} = frame.contentWindow as unknown as {navigator: Navigator};
    await new Promise<void>((granted) => {
      void there.locks
        .request(name, () => {
          granted();
          return new Promise(() => undefined);
        })
        .catch(() => undefined);
    });
    const waiting = await open();
    expect(waiting.hold.held).to.equal(false);
    frame.remove();
    await waiting.hold.take();
    expect(waiting.hold.held).to.equal(true);
  });
});
