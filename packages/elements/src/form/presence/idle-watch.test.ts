import {expect} from 'chai';
import {HandClock} from '../../../test/hand-clock.ts';
import {IdleWatch, type Stay, stayHere} from './idle-watch.ts';

const watches: IdleWatch[] = [];
let clock: HandClock;
beforeEach(() => {
  clock = new HandClock();
});
afterEach(() => {
  for (const watch of watches.splice(0)) watch.stop();
  HandClock.restore();
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

const key = (): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', {key: 'a', bubbles: true, cancelable: true});
  document.body.dispatchEvent(event);
  return event;
};

describe('the watch over a stay', () => {
  it('asks in the last half of a short stay, counts down, and ends once', async () => {
    const {watch, ended} = watching(stayHere(3_000));
    await clock.pass(1_499);
    expect(watch.seconds).to.equal(undefined);
    await clock.pass(1);
    expect(watch.seconds).to.equal(2);
    await clock.pass(500);
    expect(watch.seconds).to.equal(1);
    await clock.pass(999);
    expect([ended(), watch.seconds]).to.deep.equal([0, 1]);
    await clock.pass(1);
    expect([ended(), watch.seconds]).to.deep.equal([1, undefined]);
    key();
    await clock.pass(10_000);
    expect(ended()).to.equal(1);
  });

  it('any key answers, does nothing else, and the stay is whole again', async () => {
    const {watch, ended} = watching(stayHere(1_200));
    await clock.pass(600);
    expect(watch.seconds).to.equal(1);
    let heard = 0;
    const hear = (): number => (heard += 1);
    document.body.addEventListener('keydown', hear);
    const answer = key();
    expect([answer.defaultPrevented, heard]).to.deep.equal([true, 0]);
    await clock.pass(599);
    expect(watch.seconds).to.equal(undefined);
    expect(key().defaultPrevented).to.equal(false);
    document.body.removeEventListener('keydown', hear);
    expect(ended()).to.equal(0);
  });

  it('a press answers as a key does, a mere movement of the pointer does not', async () => {
    const {watch} = watching(stayHere(1_600));
    await clock.pass(800);
    document.body.dispatchEvent(new PointerEvent('pointermove', {bubbles: true}));
    await clock.pass(1);
    expect(watch.seconds).not.to.equal(undefined);
    const press = new MouseEvent('click', {bubbles: true, cancelable: true});
    document.body.dispatchEvent(press);
    expect(press.defaultPrevented).to.equal(true);
    await clock.pass(1);
    expect(watch.seconds).to.equal(undefined);
  });

  it('who types goes on without being asked, and renews seldom', async () => {
    const stay = new HandStay(1_600);
    const {watch, ended} = watching(stay);
    let asked = 0;
    for (let ms = 0; ms < 3_000; ms += 20) {
      key();
      if (watch.seconds !== undefined) asked += 1;
      await clock.pass(20);
    }
    expect([asked, ended()]).to.deep.equal([0, 0]);
    // At the start, and then every quarter of the stay.
    expect(stay.renewals).to.equal(8);
  });

  it('believes another tab that made the stay last on', async () => {
    const stay = new HandStay(1_200);
    const {watch, ended} = watching(stay);
    await clock.pass(600);
    expect(watch.seconds).to.equal(1);
    stay.end = Date.now() + 60_000;
    await clock.pass(600);
    expect(watch.seconds).to.equal(undefined);
    expect([ended(), stay.renewals]).to.deep.equal([0, 1]);
  });

  it('says when a stay cannot be made longer, and lets it end', async () => {
    const stay = new HandStay(1_600);
    const {watch, ended} = watching(stay);
    await clock.pass(1);
    stay.extends = false;
    await clock.pass(800);
    expect([watch.seconds, watch.isAtItsLongest]).to.deep.equal([1, false]);
    watch.stayOn();
    await clock.pass(1);
    expect([ended(), watch.isAtItsLongest]).to.deep.equal([0, true]);
    await clock.pass(800);
    expect(ended()).to.equal(1);
  });

  it('ends when the time is up and nobody can be asked, and not before', async () => {
    const stay = new HandStay(1_200);
    const {watch, ended} = watching(stay);
    await clock.pass(1);
    expect(stay.renewals).to.equal(1);
    stay.reachable = false;
    await clock.pass(600);
    expect(watch.seconds).to.equal(1);
    watch.stayOn();
    await clock.pass(598);
    expect(ended()).to.equal(0);
    await clock.pass(1);
    expect([ended(), Date.now()]).to.deep.equal([1, stay.end]);
  });

  it('ends at once when the stay ended while the page was away', async () => {
    const stay = new HandStay(60_000);
    const {ended} = watching(stay);
    await clock.pass(1);
    stay.end = 0;
    globalThis.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
    await clock.pass(0);
    expect(ended()).to.equal(1);
  });
});
