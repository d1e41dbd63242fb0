/** Whatever blocks the sending is shown: of random schemas and answers. Seeds are fixed: a failure comes again. */
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {randomAnswers, randomData, randomName} from '@egov-form/dev/random-forms';
import fc from 'fast-check';
import {checkDefinition} from '../definition/check-definition.ts';
import type {FormDefinition} from '../generated/definition.ts';
import type {JsonObject} from '../json/json.ts';
import {speakEnglish} from '../messages/english.ts';
import type {Form} from './form.ts';
import {openForm} from './open-form.ts';

speakEnglish();

const FAULTY = {en: /^This form has a fault/u, vi: /^Biểu mẫu này có lỗi/u};

/** That each error says something, about something that is seen, and leads to a question that is shown, or its author was told. */
function assertShown(form: Form, authorKnows: boolean): number {
  const errors = form.validate().filter(({severity}) => severity === 'error');
  for (const issue of errors) {
    const question = form.questionAt(issue.pointer);
    for (const locale of ['vi', 'en'] as const) {
      const text = form.messageOf(issue, locale);
      const what = `${issue.code} ${issue.pointer}: ${text}`;
      assert.ok(text.length > 10 && !text.includes('{') && !/undefined|\s\.|^[.:]/u.test(text), what);
      assert.equal(FAULTY[locale].test(text), question === undefined, what);
      if (question) {
        const names = [form.labelOf(question.pointer, locale), form.labelOf(issue.pointer, locale), 'Request'];
        assert.ok(
          names.some((one) => one !== '' && text.includes(one)),
          what,
        );
      }
    }
    // That no branch can be taken is not looked for.
    assert.ok(
      question || authorKnows || issue.code !== 'value.required',
      `The checks found nothing: ${issue.code} ${issue.pointer}`,
    );
    if (!question) continue;
    const node = question.kind === 'list' ? form.list(question.pointer) : form.field(question.pointer);
    assert.ok(
      node.visible && form.pages.some((page) => page.id === question.page && page.visible),
      `${issue.code} ${issue.pointer}`,
    );
    // It stands at its question, or among those of the form: the summary looks there, and nowhere else.
    assert.ok(
      [...node.issues, ...form.issues].includes(issue) ||
        [...node.issues, ...form.issues].some((one) => one.code === issue.code && one.pointer === issue.pointer),
      `${issue.code} ${issue.pointer}`,
    );
  }
  return errors.length;
}

test('whatever blocks is shown, in words, and leads to a question or is a fault of the form', () => {
  let blocked = 0;
  fc.assert(
    fc.property(randomData, randomAnswers, fc.option(randomName), randomAnswers, (schema, first, gone, second) => {
      const knows = Object.hasOwn(schema['properties'] as JsonObject, gone ?? '');
      const fields = gone && knows ? {[`/${gone}`]: {visible: false}} : undefined;
      const definition = {
        id: 'random',
        version: '1.0.0',
        title: 'Request',
        data: {...schema, title: 'Request'},
        ...(fields && {fields}),
      } as FormDefinition;
      // Refused with a reason before anyone fills it; what is required and not asked is told to the person here all the same.
      const problems = checkDefinition(definition).map(({code}) => code);
      if (problems.some((code) => !code.startsWith('required.'))) return;
      const form = openForm(definition, {});
      for (const given of [first, second]) {
        form.restore({...form.snapshot(), answers: given, origins: {}});
        blocked += assertShown(form, problems.length > 0);
      }
      form.dispose();
    }),
    {seed: 20261130, numRuns: 1500},
  );
  assert.ok(blocked > 1500, `${blocked} issues were looked at.`);
});
