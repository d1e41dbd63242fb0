import {expect} from 'chai';
import {IdleWatch, type Stay, stayHere} from './idle-watch.ts';

const watches: IdleWatch[] = [];
afterEach(() => {
  for (const watch of watches.splice(0)) watch.stop();
});

/** A stay under the test's control: `ms` from the last renewal, unless another tab, or the one who keeps it, says otherwise. */
class HandStay implements Stay {
  readonly pauseMs = 5 * 60_000;
  ms: number;
  end: number;
  renewals = 0;
  reachable = true;
  extends = true;

  constructor(ms: number) {
    this.ms = ms;
    this.end = Date.now() + ms;
  }

  async left(): Promise<number | undefined> {
    if (!this.reachable) throw new Error('offline');
    const left = this.end - Date.now();
    return left > 0 ? left : undefined;
  }

  async renew(): Promise<number | undefined> {
    if (!this.reachable) throw new Error('offline');
    this.renewals += 1;
    if (this.extends && this.end > Date.now()) this.end = Date.now() + this.ms;
    return this.left();
  }
}

function watching(stay: Stay): {watch: IdleWatch; ended: () => number} {
  let count = 0;
  const watch = new IdleWatch(stay, () => (count += 1));
  watches.push(watch);
  watch.start();
  return {watch, ended: () => count};
}

async function until(what: () => boolean, most = 8_000): Promise<void> {
  const began = Date.now();
  while (!what()) {
    if (Date.now() - began > most) throw new Error('It did not happen.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const key = (): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', {key: 'a', bubbles: true, cancelable: true});
  document.body.dispatchEvent(event);
  return event;
};

describe('the watch over a stay', () => {
  it('asks in the last half of a short stay, counts down, and ends once', async () => {
    const began = Date.now();
    const {watch, ended} = watching(stayHere(1_200));
    await until(() => watch.seconds !== undefined);
    expect(Date.now() - began).to.be.at.least(590);
    expect(watch.seconds).to.equal(1);
    await until(() => ended() > 0);
    expect(Date.now() - began).to.be.at.least(1_190);
    expect([ended(), watch.seconds]).to.deep.equal([1, undefined]);
    key();
    expect(ended()).to.equal(1);
  });

  it('any key answers, does nothing else, and the stay is whole again', async () => {
    const {watch, ended} = watching(stayHere(1_200));
    await until(() => watch.seconds !== undefined);
    let heard = 0;
    const hear = (): number => (heard += 1);
    document.body.addEventListener('keydown', hear);
    const answer = key();
    expect([answer.defaultPrevented, heard]).to.deep.equal([true, 0]);
    await until(() => watch.seconds === undefined);
    expect(key().defaultPrevented).to.equal(false);
    document.body.removeEventListener('keydown', hear);
    expect(ended()).to.equal(0);
  });

  it('a press answers as a key does, a mere movement of the pointer does not', async () => {
    const {watch} = watching(stayHere(1_600));
    await until(() => watch.seconds !== undefined);
    document.body.dispatchEvent(new PointerEvent('pointermove', {bubbles: true}));
    await new Promise((resolve) => setTimeout(resolve));
    expect(watch.seconds).not.to.equal(undefined);
    const press = new MouseEvent('click', {bubbles: true, cancelable: true});
    document.body.dispatchEvent(press);
    expect(press.defaultPrevented).to.equal(true);
    await until(() => watch.seconds === undefined);
  });

  it('who types goes on without being asked, and renews seldom', async () => {
    const stay = new HandStay(1_600);
    const {watch, ended} = watching(stay);
    const began = Date.now();
    let asked = 0;
    while (Date.now() - began < 3_000) {
      key();
      if (watch.seconds !== undefined) asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect([asked, ended()]).to.deep.equal([0, 0]);
    expect(stay.renewals).to.be.within(4, 12);
  });

  it('believes another tab that made the stay last on', async () => {
    const stay = new HandStay(1_200);
    const {watch, ended} = watching(stay);
    await until(() => watch.seconds !== undefined);
    stay.end = Date.now() + 60_000;
    await until(() => watch.seconds === undefined);
    expect([ended(), stay.renewals]).to.deep.equal([0, 1]);
  });

  it('says when a stay cannot be made longer, and lets it end', async () => {
    const stay = new HandStay(1_600);
    const {watch, ended} = watching(stay);
    await until(() => stay.renewals > 0);
    stay.extends = false;
    await until(() => watch.seconds !== undefined);
    expect(watch.isAtItsLongest).to.equal(false);
    watch.stayOn();
    await until(() => watch.isAtItsLongest);
    await until(() => ended() > 0);
  });

  it('ends when the time is up and nobody can be asked, and not before', async () => {
    const stay = new HandStay(1_200);
    const {watch, ended} = watching(stay);
    await until(() => stay.renewals > 0);
    stay.reachable = false;
    await until(() => watch.seconds !== undefined);
    watch.stayOn();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ended()).to.equal(0);
    await until(() => ended() > 0);
    expect(Date.now()).to.be.at.least(stay.end - 20);
  });

  it('ends at once when the stay ended while the page was away', async () => {
    const stay = new HandStay(60_000);
    const {ended} = watching(stay);
    await until(() => stay.renewals > 0);
    stay.end = 0;
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
    await until(() => ended() > 0);
  });
});
