/** Small windows, large text, forced colours, the other direction of writing: every page of both procedures, empty, wrong and filled. */
import assert from 'node:assert/strict';
import {mkdir, readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {recordedAnswers} from '../src/fixtures/recorded-answers.ts';
import {root} from '../src/root.ts';
import {openStage, type Stage} from './demo.ts';
import {Visit} from './visit.ts';

interface FormElement extends HTMLElement {
  answers: unknown;
  model: {pages: readonly {id: string; visible: boolean}[]};
  validate(): boolean;
  showPage(page: string): void;
}

const FORMS = [
  ['khai-sinh', 'full'],
  ['phu-hieu-xe', 'reissue-rented'],
] as const;

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

type State = 'empty' | 'wrong' | 'filled';

/** Open a form and call `look` at every page and the review, in every state: empty, with all errors, filled. */
async function atEveryPage(
  form: string,
  answers: string,
  states: readonly State[],
  prepare: (visit: Visit) => Promise<void>,
  look: (visit: Visit, where: string) => Promise<void>,
): Promise<void> {
  const visit = await Visit.open(stage.browser, stage.demo, {bypassCSP: true});
  await visit.signIn('NGUYỄN THỊ MẪU', `/procedures/${form}/`);
  await visit.openForm(form);
  await prepare(visit);
  const element = visit.page.locator('egov-form');
  const filled: unknown = await recordedAnswers(form, answers);
  for (const state of states) {
    if (state === 'wrong') await element.evaluate((node) => (node as FormElement).validate());
    if (state === 'filled')
      await element.evaluate((node, value) => {
        (node as FormElement).answers = value;
      }, filled);
    const pages = await element.evaluate((node) =>
      (node as FormElement).model.pages.filter(({visible}) => visible).map(({id}) => id),
    );
    for (const id of [...pages, 'review']) {
      await element.evaluate(async (node, page) => {
        (node as FormElement).showPage(page);
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
      }, id);
      await look(visit, `${form} ${state} ${id}`);
    }
  }
  await visit.close();
}

/** Set `EGOV_SHOTS` to a folder to look at the pages. */
async function shoot(visit: Visit, where: string): Promise<void> {
  const folder = process.env['EGOV_SHOTS'];
  if (!folder) return;
  await mkdir(folder, {recursive: true});
  await visit.page.screenshot({path: join(folder, `${where.replaceAll(' ', '-')}.png`), fullPage: true});
}

/** Parts of the form that stick out of the window, or whose text is cut off. */
function cutOff(visit: Visit): Promise<string[]> {
  return visit.page.locator('egov-form').evaluate((element) => {
    const name = (node: Element): string =>
      `${node.localName}.${node.getAttribute('part') ?? node.className} "${(node.textContent ?? '').trim().slice(0, 40)}"`;
    const found: string[] = [];
    for (const node of element.shadowRoot?.querySelectorAll<HTMLElement>('*') ?? []) {
      if (!node.checkVisibility() || node.closest('.unseen, .sheet, [hidden], svg')) continue;
      const box = node.getBoundingClientRect();
      if (box.width < 2 || getComputedStyle(node).clipPath !== 'none') continue;
      if (box.right > innerWidth + 1 || box.left < -1) found.push(`outside the window: ${name(node)}`);
      const {overflowX} = getComputedStyle(node);
      const scrolls = node.localName === 'input' || node.localName === 'textarea' || node.localName === 'select';
      if (!scrolls && overflowX === 'hidden' && node.scrollWidth > node.clientWidth + 1) found.push(`cut off: ${name(node)}`);
    }
    return found;
  });
}

for (const [form, answers] of FORMS) {
  test(`${form}: 320 px wide without sideways scrolling, targets large enough`, async () => {
    const small: string[] = [];
    await atEveryPage(
      form,
      answers,
      ['empty', 'wrong', 'filled'],
      (visit) => visit.page.setViewportSize({width: 320, height: 640}),
      async (visit, where) => {
        await visit.assertNoSidewaysScroll();
        assert.deepEqual(await cutOff(visit), [], where);
        const targets = await visit.page.locator('egov-form').evaluate((element) => {
          const nodes =
            element.shadowRoot?.querySelectorAll<HTMLElement>(
              'button, summary, select, textarea, input, a[href], [role=option]',
            ) ?? [];
          return [...nodes].flatMap((node) => {
            // A box or a file button is pressed by its whole label.
            const target = node.closest<HTMLElement>('label.choice, .file-button') ?? node;
            if (!target.checkVisibility() || (target === node && node.matches('.unseen, [aria-hidden]'))) return [];
            const {width, height} = target.getBoundingClientRect();
            // Links within a sentence are as tall as its lines.
            const inSentence = node.localName === 'a' && getComputedStyle(node).display === 'inline';
            return inSentence || (width >= 24 && height >= 24)
              ? []
              : [`${node.localName} ${node.id} ${node.getAttribute('part')} ${node.textContent?.trim()}: ${width} × ${height}`];
          });
        });
        small.push(...targets.map((target) => `${where}: ${target}`));
        await shoot(visit, `320 ${where}`);
      },
    );
    assert.deepEqual(small, []);
  });

  test(`${form}: text twice as large loses nothing`, async () => {
    await atEveryPage(
      form,
      answers,
      ['wrong', 'filled'],
      async (visit) => {
        await visit.page.setViewportSize({width: 1280, height: 900});
        await visit.page.addStyleTag({content: 'html { font-size: 200% }'});
      },
      async (visit, where) => {
        await visit.assertNoSidewaysScroll();
        assert.deepEqual(await cutOff(visit), [], where);
        await shoot(visit, `200 ${where}`);
      },
    );
  });

  test(`${form}: from right to left nothing is cut off, and the page is mirrored`, async () => {
    await atEveryPage(
      form,
      answers,
      ['filled'],
      async (visit) => {
        await visit.page.setViewportSize({width: 360, height: 740});
        await visit.page.evaluate(() => {
          document.documentElement.dir = 'rtl';
        });
      },
      async (visit, where) => {
        await visit.assertNoSidewaysScroll();
        assert.deepEqual(await cutOff(visit), [], where);
        const steps = await visit.page
          .locator('egov-form .progress li')
          .evaluateAll((nodes) => nodes.map((node) => node.getBoundingClientRect().left));
        assert.deepEqual(
          steps,
          [...steps].sort((a, b) => b - a),
          where,
        );
        await shoot(visit, `rtl ${where}`);
      },
    );
  });
}

test('forced colours: controls keep an edge, the focus a mark, step and faults a sign', async () => {
  await atEveryPage(
    'phu-hieu-xe',
    'reissue-rented',
    ['wrong'],
    async (visit) => {
      await visit.page.emulateMedia({forcedColors: 'active', reducedMotion: 'reduce'});
    },
    async (visit, where) => {
      const bare = await visit.page.locator('egov-form').evaluate((element) => {
        const edge = (node: Element): boolean => {
          const style = getComputedStyle(node);
          return ['Top', 'Bottom'].some(
            (side) =>
              style[`border${side}Style` as 'borderTopStyle'] !== 'none' &&
              style[`border${side}Width` as 'borderTopWidth'] !== '0px' &&
              style[`border${side}Color` as 'borderTopColor'] !== style.backgroundColor,
          );
        };
        const nodes =
          element.shadowRoot?.querySelectorAll<HTMLElement>('.control, .primary, .secondary, .summary, .issue .icon, .notice') ??
          [];
        return [...nodes]
          .filter((node) => node.checkVisibility() && !node.matches('.icon') && !edge(node))
          .map((node) => `${node.className} ${node.id} ${node.textContent?.trim().slice(0, 30)}`);
      });
      assert.deepEqual(bare, [], where);
      // Nothing moves for who asked for less motion.
      const moving = await visit.page
        .locator('egov-form')
        .evaluate(
          (element) =>
            [...(element.shadowRoot?.querySelectorAll('*') ?? [])].filter(
              (node) => Number.parseFloat(getComputedStyle(node).transitionDuration) > 0.01,
            ).length,
        );
      assert.equal(moving, 0, where);
      const first = visit.page.locator('egov-form :is([part~="next"], [part~="send"])');
      await first.focus();
      await visit.page.keyboard.press('Shift+Tab');
      await visit.page.keyboard.press('Tab');
      const outline = await visit.page.evaluate(() => {
        const node = document.activeElement?.shadowRoot?.activeElement;
        return node ? getComputedStyle(node).outlineStyle : 'none';
      });
      assert.notEqual(outline, 'none', where);
      await shoot(visit, `forced ${where}`);
    },
  );
});

test('styles know no left and right', async () => {
  const folder = join(root, 'packages/elements/src');
  const files = (await readdir(folder, {recursive: true})).filter((name) =>
    /(?:styles[\\/][a-z]+|\.styles|sheet)\.ts$/u.test(name),
  );
  assert.ok(files.length >= 5);
  const physical =
    /\b(?:margin|padding|border|inset)-(?:left|right)|(?:^|[\s;{])(?:left|right)\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)/gu;
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    assert.deepEqual(
      [...text.matchAll(physical)].map(([match]) => match.trim()),
      [],
      file,
    );
  }
});
