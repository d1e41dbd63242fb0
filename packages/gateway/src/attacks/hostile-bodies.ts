/** Submissions as large as they may be, larger, and shaped to hurt. */
import type {FormDefinition, Json, JsonObject} from '@egov-form/core';
import {BODY_LIMITS, SUBMISSION_LIMITS} from '../limits.ts';

const COLUMNS = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7'];
const text = {type: 'string', maxLength: 200};

/** A carrier's fleet: rows as many as may be, long texts, and a place that takes anything. */
export const FLEET: FormDefinition = {
  id: 'fleet',
  version: '1.0.0',
  title: {vi: 'Đoàn xe', en: 'A fleet'},
  data: {
    type: 'object',
    properties: {
      vehicles: {
        type: 'array',
        maxItems: 100_000,
        items: {
          type: 'object',
          properties: {
            plate: {type: 'string', format: 'vn-plate'},
            count: {type: 'integer'},
            ...Object.fromEntries(COLUMNS.map((name) => [name, text])),
          },
        },
      },
      name: {type: 'string', format: 'vn-person-name'},
      note: {type: 'string', maxLength: 1_000_000},
      notes: {type: 'array', maxItems: 100, items: {type: 'string', maxLength: 1_000_000}},
      bare: {},
    },
  },
  lookups: {
    vehicle: {
      connector: 'vehicle',
      keys: {plate: '/vehicles/*/plate'},
      fill: {'/vehicles/*/c0': 'brand'},
      purpose: {vi: 'Điền đơn thử.', en: 'To fill the form.'},
    },
  },
};

/** A submission as JSON text; `answers` may be given as text too, so that what no parser would make can be sent. */
export function body(answers: JsonObject | string, more: JsonObject = {}): string {
  const rest = {
    form: 'fleet',
    version: '1.0.0',
    locale: 'vi',
    origins: {},
    documents: {},
    decisions: [],
    declared: true,
    ...more,
  };
  const sent = typeof answers === 'string' ? answers : JSON.stringify(answers);
  return `${JSON.stringify(rest).slice(0, -1)},"answers":${sent}}`;
}

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({length: count}, (_, i) => make(i));
const members = (count: number, value: Json): JsonObject => Object.fromEntries(many(count, (i) => [`m${i}`, value]));

function row(i: number, columns: number, value: Json = 'Xe tải'): JsonObject {
  return {
    plate: '19A-123.45',
    ...Object.fromEntries(COLUMNS.slice(0, columns).map((name) => [name, typeof value === 'string' ? `${value} ${i}` : value])),
  };
}

/** Rows of six answers each. */
export function fleet(rows: number): string {
  return body({vehicles: many(rows, (i) => row(i, 5))});
}

/** Lists and objects around a value, the body and its answers among them. */
function nested(depth: number): string {
  const around = depth - 2;
  return body(`{"bare":${'['.repeat(around)}1${']'.repeat(around)}}`);
}

function origins(count: number): string {
  const rows = many(Math.ceil(count / 6), (i) => row(i, 5));
  const pointers = rows.flatMap((_, i) => ['plate', 'c0', 'c1', 'c2', 'c3', 'c4'].map((name) => `/vehicles/${i}/${name}`));
  const origin = {kind: 'typed', was: 'document', reason: 'Số trên giấy đã cũ.'};
  return body({vehicles: rows}, {origins: Object.fromEntries(pointers.slice(0, count).map((pointer) => [pointer, origin]))});
}

const decision = {pointer: '/note', kept: 'typed', dropped: 'document', at: '2026-11-22T03:00:00.000Z'};

/** A JSON Web Signature that is none, made of a number. */
const forged = (i: number): string =>
  [{alg: 'EdDSA', typ: 'egov-receipt+jwt', kid: `k${i}`}, {i}]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat('A'.repeat(86))
    .join('.');

function receipts(count: number): string {
  const origin = (i: number): JsonObject => ({
    ...{kind: 'register', lookup: 'vehicle', connector: 'vehicle', attribute: 'brand', title: 'Sổ xe'},
    ...{at: '2026-11-22T03:00:00.000Z', trust: 'free', receipt: String(i)},
  });
  const rows = many(Math.min(count, SUBMISSION_LIMITS.rows), (i) => row(i, 1));
  return body(
    {vehicles: rows},
    {
      format: 2,
      receipts: Object.fromEntries(many(count, (i) => [String(i), forged(i)])),
      origins: Object.fromEntries(rows.map((_, i) => [`/vehicles/${i}/c0`, origin(i)])),
    },
  );
}

/** As many bytes as that, in texts as long as they may be. */
function bytes(count: number): string {
  const long = SUBMISSION_LIMITS.textLength;
  const fixed = body({notes: []}).length;
  const texts: string[] = [];
  for (let left = count - fixed; left > 3; left -= long + 3)
    texts.push('x'.repeat(Math.min(long, left - (left === count - fixed ? 2 : 3))));
  const made = body({notes: texts});
  return made.length >= count ? made : made.replace('"declared":true', `"declared":true${' '.repeat(count - made.length)}`);
}

/** One thing of which a submission may hold only so much. */
export interface Dimension {
  readonly name: string;
  readonly limit: number;
  make(count: number): string;
  /** Status of the largest, where that is refused for another reason; 201 otherwise. */
  readonly largest?: number;
  readonly above: number;
}

export const DIMENSIONS: readonly Dimension[] = [
  {name: 'rows of a list', limit: SUBMISSION_LIMITS.rows, above: 422, make: fleet},
  {
    name: 'answers in all',
    limit: SUBMISSION_LIMITS.answers,
    above: 422,
    // The answers themselves, the list, and of each row itself and nine answers.
    make: (count) =>
      body({vehicles: many(Math.floor((count - 3) / 10), (i) => row(i, 8)), bare: many((count - 3) % 10, () => 1)}),
  },
  {name: 'members of an object', limit: SUBMISSION_LIMITS.members, above: 422, make: (count) => body({bare: members(count, 1)})},
  {name: 'depth', limit: BODY_LIMITS.depth, above: 400, make: nested},
  {
    name: 'characters of a text',
    limit: SUBMISSION_LIMITS.textLength,
    above: 422,
    make: (count) => body({note: 'ữ'.repeat(count)}),
  },
  {name: 'bytes', limit: SUBMISSION_LIMITS.bytes, above: 413, make: bytes},
  {
    name: 'values of the body',
    limit: BODY_LIMITS.values,
    above: 413,
    largest: 422,
    // Those of the empty body with a list are thirteen.
    make: (count) => body({bare: many(count - 13, () => 1)}),
  },
  {name: 'origins', limit: SUBMISSION_LIMITS.origins, above: 400, make: origins},
  {name: 'receipts, all forged', limit: SUBMISSION_LIMITS.receipts, above: 400, largest: 422, make: receipts},
  {
    name: 'decisions',
    limit: SUBMISSION_LIMITS.decisions,
    above: 400,
    make: (count) => body({note: 'a'}, {decisions: many(count, () => decision)}),
  },
  {
    name: 'look-ups not asked',
    limit: SUBMISSION_LIMITS.unasked,
    above: 400,
    make: (count) =>
      body({note: 'a'}, {unasked: many(count, (i) => ({lookup: 'vehicle', row: `/vehicles/${i}`, reason: 'down'}))}),
  },
  {
    name: 'fields that no register filled',
    limit: SUBMISSION_LIMITS.gaps,
    above: 400,
    make: (count) => body({note: 'a'}, {gaps: many(count, (i) => ({pointer: `/vehicles/${i}/brand`, reason: 'absent'}))}),
  },
];

/** What came from outside, and its neighbours: each refused. */
export const HOSTILE: readonly {readonly name: string; readonly body: string; readonly status: readonly number[]}[] = [
  {name: '600,000 empty rows', body: body(`{"vehicles":[${'{},'.repeat(599_999)}{}]}`), status: [413]},
  {name: '50,000 empty rows', body: body({vehicles: many(50_000, () => ({}))}), status: [413]},
  {name: '100,000 unknown members', body: body(members(100_000, '')), status: [413]},
  {name: '4,900 unknown members', body: body(members(4900, '')), status: [422]},
  {name: '400,000 brackets', body: body(`{"bare":${'['.repeat(400_000)}${']'.repeat(400_000)}}`), status: [400]},
  {name: 'brackets without end', body: '['.repeat(1_000_000), status: [400]},
  {name: 'commas without end', body: `[${','.repeat(1_000_000)}`, status: [413]},
  {name: 'a text without end', body: `{"form":"${'x'.repeat(1_000_000)}`, status: [400]},
  {name: '19,000 answers, all wrong', body: body({vehicles: many(1900, (i) => row(i, 8, 5))}), status: [422]},
  {name: '2,000 rows with unknown members', body: body({vehicles: many(2000, () => ({x: 1, y: 2}))}), status: [422]},
  {name: '1,900 rows with NUL', body: body({vehicles: many(1900, (i) => row(i, 2, 'a\0'))}), status: [422]},
  {name: 'half characters', body: body({notes: many(90, () => '\ud800'.repeat(1000))}), status: [422]},
  {name: '90,000 marks on a letter', body: body({note: `a${'\u0301\u0316'.repeat(45_000)}`}), status: [422]},
  {
    name: 'names of 300 characters, nested',
    body: body(many(30, () => 'x'.repeat(300)).reduce<JsonObject>((inner, name) => ({[name]: inner}), {a: 1})),
    status: [422],
  },
  {
    name: '7,000 origins of nothing',
    body: body({}, {origins: Object.fromEntries(many(7000, (i) => [`/vehicles/${i}/c0`, {kind: 'typed'}]))}),
    status: [422],
  },
  {
    name: 'issues with long places',
    body: body({bare: 1, ...Object.fromEntries(many(4000, (i) => [`${'x'.repeat(290)}${i}`, 1]))}),
    status: [422],
  },
];
