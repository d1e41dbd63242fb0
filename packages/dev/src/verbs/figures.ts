/**
 * How long a citizen waits, in the running demo: from the last digit of a code to what the register knows, and for a scanned A4
 * page to be read. Prints medians; `npm run figures`. What the procedures ask of people:
 * `npm run figures -- walk`, and how much of it is typed: `-- shares`.
 */

import {TRANSPORT_COMPANY_CODE} from '@egov-form/simulators';
import {openStage} from '../../journeys/demo.ts';
import {Visit} from '../../journeys/visit.ts';
import {makeBirthNoticeScanPdf} from '../fixtures/birth-notice.ts';
import {birthNotice} from '../fixtures/fictional-people.ts';
import {printShares} from '../walk/shares.ts';
import {walkAll} from '../walk/walk.ts';

const FILLS = 20;
const PAGES = 5;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

interface Model {
  page: string;
  set(pointer: string, value: unknown): void;
  lookup(name: string): {state: string};
}

/** Milliseconds from the last digit of a code typed to the frame in which the card of the business is there. */
async function fillTime(visit: Visit): Promise<number> {
  const form = visit.page.locator('egov-form').first();
  await form.evaluate((element) => (element as unknown as {model: Model}).model.set('/organization/code', ''));
  const control = visit.control('/organization/code');
  await control.fill(TRANSPORT_COMPANY_CODE.slice(0, -1));
  // The listener must stand before the key goes down.
  await form.evaluate((element) => {
    const {shadowRoot} = element;
    const {model} = element as unknown as {model: Model};
    const shown = (): boolean => {
      const {state} = model.lookup('business');
      return (state === 'filled' || state === 'partial') && Boolean(shadowRoot?.querySelector('[part~="facts"]'));
    };
    const input = shadowRoot?.querySelector('[data-pointer="/organization/code"] input');
    const filled = new Promise<number>((done) => {
      const start = (): void => {
        const started = performance.now();
        const look = (): unknown => (shown() ? done(performance.now() - started) : requestAnimationFrame(look));
        look();
      };
      input?.addEventListener('input', start, {once: true});
    });
    Object.assign(element, {filled});
  });
  await control.press(TRANSPORT_COMPANY_CODE.slice(-1));
  return form.evaluate((element) => (element as unknown as {filled: Promise<number>}).filled);
}

export async function main(args: readonly string[] = []): Promise<number> {
  if (args[0] === 'walk') return walkAll(args.slice(1));
  if (args[0] === 'shares') return printShares();
  const stage = await openStage();
  try {
    const visit = await Visit.open(stage.browser, stage.demo);
    await visit.signIn('NGUYỄN THỊ MẪU', '/procedures/phu-hieu-xe/');
    await visit.openForm('phu-hieu-xe');
    const fills: number[] = [];
    for (let i = 0; i <= FILLS; i += 1) fills.push(await fillTime(visit));
    // The first one warms caches and connections.
    const warm = fills.slice(1);
    process.stdout.write(
      `Code typed to card shown: median ${median(warm).toFixed(0)} ms of ${warm.length}, slowest ${Math.max(...warm).toFixed(0)} ms\n`,
    );

    await visit.openForm('khai-sinh');
    const scan = Buffer.from(await makeBirthNoticeScanPdf(birthNotice, {browser: stage.browser}));
    await visit.page.locator('egov-form').evaluate((element) => {
      (element as unknown as {model: Model}).model.page = 'child';
    });
    const reads: number[] = [];
    for (let i = 0; i < PAGES; i += 1) {
      const started = performance.now();
      await visit.attach('birthNotice', {name: `scan-${i}.pdf`, mimeType: 'application/pdf', buffer: scan});
      await visit.read('birthNotice');
      reads.push((performance.now() - started) / 1000);
      await visit
        .slot('birthNotice')
        .getByRole('button', {name: /Xóa|Xoá|Bỏ|Gỡ/u})
        .first()
        .click();
    }
    process.stdout.write(
      `One scanned A4 page: first ${reads[0]?.toFixed(1)} s (engine and data loaded), then median ${median(reads.slice(1)).toFixed(1)} s\n`,
    );
    await visit.close();
  } finally {
    await stage.close();
  }
  return 0;
}
