import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {checkProcedure} from './check-procedure.ts';
import {findingText} from './finding-text.ts';
import {placeIn} from './place.ts';
import {toSarif} from './sarif.ts';

const TEXT = `{
  "id": "sample",
  "version": "1.0.0",
  "title": {"vi": "Mẫu", "en": "Sample"},
  "data": {"type": "object", "properties": {"name": {"type": "string", "maxLength": 9, "title": "Name"}}},
  "fields": {
    "/nmae": {"label": {"vi": "Tên", "en": "Name"}}
  }
}`;

describe('checkProcedure', () => {
  it('says the same of a text and of its value', () => {
    const ofText = checkProcedure(TEXT, {packs: []});
    assert.deepEqual(ofText, checkProcedure(JSON.parse(TEXT), {packs: []}));
    assert.deepEqual(
      ofText.map(({code, severity, pointer}) => [code, severity, pointer]),
      [['field.unknown', 'error', '/fields/~1nmae']],
    );
  });

  it('places a fault of the syntax where the text stops being JSON', () => {
    const text = TEXT.replace('"1.0.0",', '"1.0.0"');
    const [finding] = checkProcedure(text, {packs: []});
    assert.equal(finding?.code, 'json.syntax');
    assert.deepEqual(placeIn(text, finding?.pointer ?? ''), {line: 3, column: 21});
  });

  it('never throws, whatever it is given', () => {
    for (const given of [null, 1, [], {}, '', '{', {data: 1, pages: 2}, {id: 'a', version: '1.0.0', title: 'A', data: true}])
      assert.ok(Array.isArray(checkProcedure(given, {packs: [], services: {}, publish: true})));
  });
});

describe('findingText', () => {
  it('speaks Vietnamese and English, with the name that was meant', () => {
    const [finding] = checkProcedure(TEXT, {packs: []});
    assert.ok(finding);
    assert.match(findingText(finding, 'vi'), /^Con trỏ này không có trong "data".*Có phải là “\/name”\?$/u);
    assert.match(findingText(finding, 'en'), /^"\/nmae" is not in .*Did you mean "\/name"\?/u);
  });
});

describe('toSarif', () => {
  it('gives file, line, column, rule and level', () => {
    const log = toSarif(checkProcedure(TEXT, {packs: []}), {file: 'my form.json', text: TEXT, language: 'en'});
    const [run] = (log as {runs: {results: unknown[]; tool: unknown}[]}).runs;
    assert.partialDeepStrictEqual(run?.results, [
      {
        ruleId: 'field.unknown',
        ruleIndex: 0,
        level: 'error',
        locations: [
          {
            physicalLocation: {artifactLocation: {uri: 'my%20form.json'}, region: {startLine: 7, startColumn: 5}},
            logicalLocations: [{fullyQualifiedName: '/fields/~1nmae'}],
          },
        ],
      },
    ]);
    assert.deepEqual(run?.tool, {driver: {name: 'egov-form', rules: [{id: 'field.unknown'}]}});
  });
});
