/** What a page sets again, or anew, while a form is being filled. */
import type {FormDefinition, Origin} from '@egov-form/core';
import {expect} from 'chai';
import {control, fill, MemoryDrafts, mount, SAMPLE, settle, unmountAll} from '../../test/mount.ts';
import type {EgovErrorEvent} from '../events.ts';
import type {EgovForm} from '../index.ts';

afterEach(unmountAll);

const ready = (form: EgovForm): Promise<unknown> =>
  new Promise((done) => form.addEventListener('egov-ready', done, {once: true}));

const REGISTER: Origin = {
  kind: 'register',
  lookup: 'person',
  connector: 'population',
  attribute: 'fullName',
  at: '2026-11-22T03:00:00.000Z',
  title: 'Sổ dân cư',
  trust: 'locked',
};

/** With a hidden answer, and one of a register. */
async function filled(setup: Partial<EgovForm> = {}): Promise<EgovForm> {
  const form = await mount({
    definition: SAMPLE,
    answers: {id: '1234', name: 'Ai đó', married: true, spouse: 'Người kia'},
    ...setup,
  });
  const model = form.model;
  if (!model) throw new Error('Expected a model.');
  model.restore({...model.snapshot(), origins: {'/name': REGISTER}});
  model.set('/married', false);
  await settle(form);
  return form;
}

describe('answers that are set again', () => {
  it('inside egov-change do not go on for ever, and change nothing', async () => {
    const form = await filled();
    let changes = 0;
    form.addEventListener('egov-change', () => {
      changes += 1;
      const {answers} = form;
      if (changes < 50) form.answers = answers;
    });
    await fill(form, '/copies', '3');
    await settle(form);
    expect(changes).to.be.lessThan(5);
    expect(form.answers['copies']).to.equal(3);
    expect(form.answers['spouse']).to.equal(undefined);
    expect(form.model?.snapshot().answers['spouse']).to.equal('Người kia');
    expect(form.model?.field('/name').origin?.kind).to.equal('register');
  });

  it('with one member added each time come to rest', async () => {
    const form = await filled();
    let changes = 0;
    form.addEventListener('egov-change', () => {
      changes += 1;
      if (changes < 50) form.answers = {...form.answers, story: 'Thêm'};
    });
    await fill(form, '/copies', '3');
    await settle(form);
    expect(changes).to.be.lessThan(6);
    expect(form.answers['story']).to.equal('Thêm');
  });

  it('keep what is hidden and where the unchanged came from, and take the rest as given', async () => {
    const form = await filled();
    form.answers = {...form.answers, story: 'Mới', cars: [{plate: 'A'}, {plate: 'B'}]};
    expect(form.model?.field('/name').origin?.kind).to.equal('register');
    expect(form.model?.snapshot().answers['spouse']).to.equal('Người kia');
    form.answers = {...form.answers, name: 'Tên khác'};
    expect(form.model?.field('/name').origin?.kind).not.to.equal('register');
    const {story: _story, ...rest} = form.answers;
    form.answers = rest;
    expect(form.answers['story']).to.equal(undefined);
    form.answers = {...form.answers, married: true};
    expect(form.answers['spouse']).to.equal('Người kia');
  });
});

describe('answers that are set again, siblings', () => {
  it('leave rows and the focus in them where they are', async () => {
    const form = await filled();
    form.answers = {...form.answers, cars: [{plate: 'A'}, {plate: 'B'}]};
    form.showPage('two');
    await settle(form);
    const box = control(form, '/cars/1/plate');
    box.focus();
    form.answers = JSON.parse(JSON.stringify(form.answers));
    await settle(form);
    expect(control(form, '/cars/1/plate')).to.equal(box);
    expect(box.matches(':focus')).to.equal(true);
  });

  it('from one form into another and back come to rest', async () => {
    const one = await filled();
    const two = await filled();
    let changes = 0;
    for (const [from, to] of [
      [one, two],
      [two, one],
    ] as const)
      from.addEventListener('egov-change', () => {
        changes += 1;
        if (changes < 50) to.answers = from.answers;
      });
    await fill(one, '/copies', '3');
    await settle(one);
    await settle(two);
    expect(changes).to.be.lessThan(10);
    expect([one, two].map(({answers}) => answers['copies'])).to.deep.equal([3, 3]);
    expect(one.model?.snapshot().answers['spouse']).to.equal('Người kia');
    expect(one.model?.field('/name').origin?.kind).to.equal('register');
  });

  it('with members in another order change nothing', async () => {
    const form = await filled();
    let changes = 0;
    form.addEventListener('egov-change', () => {
      changes += 1;
    });
    form.answers = Object.fromEntries(Object.entries(form.answers).reverse());
    await settle(form);
    expect(changes).to.equal(0);
  });
});

describe('a definition that is set again', () => {
  it('after none, or one that cannot be opened, finds the answers', async () => {
    for (const between of [undefined, {...SAMPLE, pages: [{id: 'x', title: 'X', items: [{field: '/nowhere'}]}]}]) {
      const form = await filled({draft: 'off'});
      await fill(form, '/copies', '3');
      const failed = between && new Promise((done) => form.addEventListener('egov-error', done, {once: true}));
      form.definition = between as FormDefinition;
      await (failed ?? settle(form));
      const opened = ready(form);
      form.definition = structuredClone(SAMPLE);
      await opened;
      expect(form.answers['copies']).to.equal(3);
      expect(form.model?.snapshot().answers['spouse']).to.equal('Người kia');
      expect(form.model?.field('/name').origin?.kind).to.equal('register');
    }
  });

  it('newer, and newer again before the first is open, takes the answers along', async () => {
    const form = await filled({draft: 'off'});
    await fill(form, '/copies', '3');
    form.definition = {...SAMPLE, title: 'Hai'};
    await form.updateComplete;
    await Promise.resolve();
    const opened = ready(form);
    form.definition = {...SAMPLE, title: 'Ba'};
    await opened;
    expect(form.model?.definition.title).to.equal('Ba');
    expect(form.answers['copies']).to.equal(3);
    expect(form.model?.snapshot().answers['spouse']).to.equal('Người kia');
  });

  it('equal to the one that is open, in another object or order, leaves the form as it is', async () => {
    const form = await filled();
    const {model} = form;
    for (const again of [
      structuredClone(SAMPLE),
      Object.fromEntries(Object.entries(SAMPLE).reverse()) as never as FormDefinition,
    ]) {
      form.definition = again;
      await settle(form);
      expect(form.model).to.equal(model);
    }
    expect(form.answers['name']).to.equal('Ai đó');
  });

  it('changed in place and set as a copy is another one', async () => {
    const own = structuredClone(SAMPLE) as {title: unknown} & FormDefinition;
    const form = await filled({definition: own});
    const {model} = form;
    (own as {title: unknown}).title = 'Tên mới';
    const opened = ready(form);
    form.definition = {...own};
    await opened;
    expect(form.model).not.to.equal(model);
    expect(form.answers['name']).to.equal('Ai đó');
    expect(form.model?.snapshot().answers['spouse']).to.equal('Người kia');
    expect(form.model?.field('/name').origin?.kind).to.equal('register');
  });

  it('of a newer version takes the answers along by its steps', async () => {
    const form = await filled();
    await fill(form, '/copies', '3');
    const migrations = [{from: '1.0.0', to: '2.0.0', steps: [{remove: '/story'}]}];
    const opened = ready(form);
    form.definition = {...SAMPLE, version: '2.0.0', migrations};
    await opened;
    expect(form.answers['copies']).to.equal(3);
    expect(form.answers['name']).to.equal('Ai đó');
  });

  it('of another form says that the answers were left, where no draft keeps them', async () => {
    for (const [drafts, codes] of [
      [undefined, ['EGOV_ELEMENTS_ANSWERS_LEFT']],
      [new MemoryDrafts(), []],
    ] as const) {
      const form = await filled({...(drafts ? {drafts, draft: 'device' as const} : {draft: 'off' as const})});
      await fill(form, '/copies', '3');
      const told: string[] = [];
      form.addEventListener('egov-error', (event) => told.push((event as EgovErrorEvent).error.code));
      const opened = ready(form);
      form.definition = {...SAMPLE, id: 'another'};
      await opened;
      expect(told).to.deep.equal(codes);
      expect(control(form, '/copies').value).to.equal('');
    }
  });
});
