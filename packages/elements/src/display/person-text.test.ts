/** Texts that turn around what stands beside them, in every place where a form shows a person's text. */
import {type DigitizedDocument, type Digitizer, FormError} from '@egov-form/core';
import {until} from '@egov-form/dev/until';
import {expect} from 'chai';
import {fill, HandRegister, mount, part, settle, unmountAll} from '../../test/mount.ts';
import {draftNotice} from '../form/draft/draft-notice.ts';
import {drafts} from '../form/lazy/parts.ts';
import type {EgovForm} from '../index.ts';
import {personText} from './person-text.ts';

before(() => drafts.load());
afterEach(unmountAll);

const RLO = '\u202e';
const FILE = `annexe${RLO}fdp.jpg`;
/** What turns the rest of the line around, each in its own way. */
const HOSTILE: {readonly [way: string]: string} = {
  'an override that does not end': `Mẫu${RLO}gnud`,
  'an end of an isolate that is not its own, then an override': `Mẫu\u2069${RLO}gnud`,
  'an isolate that does not end': 'Mẫu\u2067gnud',
  'an embedding': 'Mẫu\u202bgnud\u202c\u202c',
  'letters from right to left': '\u05e9\u05dc\u05d5\u05dd 12',
  'Arabic letters, then a mark': '\u0645\u062b\u0627\u0644\u200f!',
  'an isolate and letters after it': '\u2068\u05e9\u2069 \u05dc\u05d5\u05dd',
  'several lines': 'Mẫu\n\u05e9\u05dc\u05d5\u05dd\n12',
};
const STRONG = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff]/u;

/** What could reach beyond a text: everything of it that is not inside a whole isolate of its own line. */
function loose(text: string): string {
  let rest = text;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/\u2068[^\n\u202a-\u202e\u2066-\u2069]*\u2069/gu, '');
  }
  return rest;
}
const turns = (text: string): boolean => STRONG.test(loose(text)) || /[\u202a-\u202e\u2066-\u2069]/u.test(loose(text));

/** Texts and names in sight, or said, that turn around what stands beside them. */
function turning(root: ParentNode): string[] {
  const found: string[] = [];
  for (const element of root.querySelectorAll('*')) {
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const value = element.getAttribute(name);
      if (value !== null && turns(value)) found.push(`${element.localName}[${name}]`);
    }
    // What stands in a text box is a box of its own.
    if (element.matches('textarea, option, style')) continue;
    for (const node of element.childNodes) {
      if (node instanceof Text && turns(node.data)) found.push(`${element.localName}.${element.className}: ${escape(node.data)}`);
    }
  }
  return found;
}

const count = (form: EgovForm, text: string): number => (form.renderRoot.textContent ?? '').split(text).length - 1;

class NamedReader implements Digitizer {
  async digitize(file: Parameters<Digitizer['digitize']>[0]): Promise<DigitizedDocument> {
    if (file.size === 0) throw new FormError('EGOV_DIGITIZE_REFUSED', 'Refused.', {issue: 'document.broken'});
    const fact = {value: `Khác ${HOSTILE['letters from right to left']}`, confidence: 1, page: 1, from: 'ocr'} as const;
    return {
      ...{type: 'image/jpeg', pages: [], codes: [], facts: {name: fact}, issues: [], sha256: 'a'.repeat(64), pageCount: 3},
      file,
    };
  }
}

async function attach(form: EgovForm, ...files: readonly File[]): Promise<void> {
  const input = part(form, '#/documents/card').querySelector<HTMLInputElement>('.drop input[type=file]');
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  if (!input) throw new Error('The slot takes no more files.');
  input.files = transfer.files;
  input.dispatchEvent(new Event('change'));
  await settle(form);
}

describe("a person's text", () => {
  for (const [way, text] of Object.entries(HOSTILE)) {
    it(`with ${way} turns nothing beside it, said once or again`, () => {
      const said = personText(text);
      expect(turns(text)).to.equal(true);
      expect(turns(said)).to.equal(false);
      expect(personText(said)).to.equal(said);
      expect(turns(personText(`${said}, ${said}`))).to.equal(false);
      expect(turns(draftNotice(undefined as never, {state: 'file-lost', name: text}, 'vi') ?? '')).to.equal(false);
    });
  }

  it('in Vietnamese stays as it is, whatever letters it has', () => {
    for (const text of ['Nguyễn Thị Mẫu', 'Đường 3/2, số 5 (cũ)', 'ý kiến: “được”', '中文', '😀']) {
      expect(personText(text)).to.equal(text);
    }
  });

  it('is set apart in questions, look-ups and what differs', async () => {
    for (const text of Object.values(HOSTILE)) {
      const connectors = new HandRegister();
      const form = await mount({connectors});
      await fill(form, '/name', text);
      await fill(form, '/story', text);
      await fill(form, '/id', '1234');
      await until('the register is asked', () => connectors.questions.length > 0);
      await settle(form);
      connectors.questions.at(-1)?.answer(HandRegister.filled({fullName: `X ${text}`, story: `Y ${text}`}));
      await settle(form);
      expect(form.renderRoot.querySelectorAll('.differs tr')).to.have.length.greaterThan(2);
      expect(turning(form.renderRoot)).to.deep.equal([]);
      form.remove();
    }
  });

  it('is set apart where all answers are read, and on paper', async () => {
    for (const text of Object.values(HOSTILE)) {
      const form = await mount({answers: {id: '1234', name: text, story: text, town: text, cars: [{plate: text, owner: text}]}});
      form.showPage('review');
      await settle(form);
      expect(form.renderRoot.querySelectorAll('egov-answer .value')).to.have.length.greaterThan(3);
      expect(turning(form.renderRoot)).to.deep.equal([]);
      form.remove();
      const paper = await mount({mode: 'print', answers: {id: '1234', name: text, story: text}});
      await until('the sheet is drawn', () => paper.renderRoot.querySelector('.sheet'));
      await settle(paper);
      expect(count(paper, 'Mẫu') + count(paper, '\u2068')).to.be.greaterThan(0);
      expect(turning(paper.renderRoot)).to.deep.equal([]);
      paper.remove();
    }
  });

  it('is set apart before an officer: answers, what was said, reasons, names of files', async () => {
    for (const text of Object.values(HOSTILE)) {
      const form = await mount({
        mode: 'officer',
        dossier: {
          ...{form: 'sample', version: '1.0.0', checks: [], decisions: []},
          answers: {id: '1234', name: text, story: text, town: text},
          origins: {
            '/name': {origin: 'register', register: text, at: '2026-11-22T03:04:00.000Z', disputed: text, replacedInput: text},
            '/story': {origin: 'register-edited', register: 'population', registered: text, reason: text},
          },
          documents: {
            card: [{file: 'a', name: text, type: 'image/jpeg', sizeBytes: 9, sha256: 'ab', pageCount: 2, facts: {}}],
          },
        },
      });
      await until('the answers are shown', () => form.renderRoot.querySelector('egov-officer .answer'));
      await settle(form);
      await settle(form);
      expect(form.renderRoot.querySelectorAll('.officer-note')).to.have.length.greaterThan(3);
      expect(form.renderRoot.querySelector('.attached')).not.to.equal(null);
      expect(turning(form.renderRoot)).to.deep.equal([]);
      form.remove();
    }
  });

  it('is set apart in names of files, read or refused, and what stands beside it stays in place', async () => {
    const form = await mount({digitizer: new NamedReader()});
    form.showPage('two');
    await settle(form);
    await attach(form, new File([], FILE));
    expect(turning(form.renderRoot)).to.deep.equal([]);
    const refused = form.renderRoot.querySelector('.file-name');
    // The true ending of the name is read, and the sentence goes on behind it.
    expect(refused?.textContent?.replaceAll(/[\u2068\u2069]/gu, '')).to.contain('annexefdp.jpg');
    await attach(form, new File(['x'], `\u05e9\u05dc\u05d5\u05dd${RLO}.jpg`));
    form.showPage('review');
    await settle(form);
    expect(turning(form.renderRoot)).to.deep.equal([]);
    const shown = form.renderRoot.querySelector('.attached > span:last-child');
    const name = [...(shown?.childNodes ?? [])].find((node) => node instanceof Text && node.data.includes('.jpg'));
    const pages = shown?.querySelector('.none');
    if (!name || !pages) throw new Error('No file is shown.');
    const range = document.createRange();
    range.selectNode(name);
    const box = range.getBoundingClientRect();
    expect(pages.getBoundingClientRect().left).to.be.at.least(box.right - 1);
  });
});
