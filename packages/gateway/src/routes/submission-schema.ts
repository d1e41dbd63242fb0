import {SUBMISSION_LIMITS} from '../limits.ts';

/** Shape of a submission on the wire (core `Submission`), as JSON Schema. Meaning is checked by the engine. */
const POINTER = {type: 'string', maxLength: SUBMISSION_LIMITS.pointerLength} as const;
const NAME = {type: 'string', maxLength: 100} as const;
const TIME = {type: 'string', maxLength: 40} as const;
const CONFIDENCE = {type: 'number', minimum: 0, maximum: 1} as const;
const FROM = {enum: ['qr', 'mrz', 'text-layer', 'ocr']} as const;
const PAGE = {type: 'integer', minimum: 1, maximum: 10_000} as const;

const TEXT = {
  anyOf: [
    {type: 'string', maxLength: 1000},
    {type: 'object', maxProperties: 20, additionalProperties: {type: 'string', maxLength: 1000}},
  ],
} as const;

/** What a person writes about a value. */
const NOTE = {type: 'string', maxLength: 2000} as const;

const REGISTERED = {
  additionalProperties: false,
  required: ['kind', 'lookup', 'connector', 'attribute', 'title', 'at', 'trust'],
  properties: {
    kind: {const: 'register'},
    lookup: NAME,
    connector: NAME,
    attribute: NAME,
    title: TEXT,
    at: TIME,
    trust: {enum: ['locked', 'correctable', 'free']},
    receipt: {type: 'string', maxLength: 20_000},
    disputed: NOTE,
    replacedInput: {},
    // Its name before format 3.
    said: {},
  },
} as const;

const ORIGIN = {
  type: 'object',
  required: ['kind'],
  oneOf: [
    {
      additionalProperties: false,
      properties: {
        kind: {const: 'typed'},
        was: {enum: ['register', 'document']},
        reason: NOTE,
        registered: {
          type: 'object',
          additionalProperties: false,
          required: ['value', 'origin'],
          properties: {value: {}, origin: {type: 'object', ...REGISTERED}},
        },
      },
    },
    {additionalProperties: false, properties: {kind: {enum: ['default', 'computed']}}},
    {additionalProperties: false, required: ['at'], properties: {kind: {const: 'earlier'}, at: TIME}},
    REGISTERED,
    {
      additionalProperties: false,
      required: ['document', 'fact', 'from', 'page', 'confidence'],
      properties: {kind: {const: 'document'}, document: NAME, fact: NAME, from: FROM, page: PAGE, confidence: CONFIDENCE},
    },
  ],
} as const;

const FACT = {
  type: 'object',
  additionalProperties: false,
  required: ['value', 'confidence', 'page', 'from'],
  properties: {
    value: {},
    confidence: CONFIDENCE,
    page: PAGE,
    from: FROM,
    box: {
      type: 'object',
      additionalProperties: false,
      required: ['x0', 'y0', 'x1', 'y1'],
      properties: {x0: {type: 'number'}, y0: {type: 'number'}, x1: {type: 'number'}, y1: {type: 'number'}},
    },
  },
};

const FILE = {
  type: 'object',
  additionalProperties: false,
  required: ['uploadId', 'name', 'type', 'sizeBytes', 'sha256', 'pageCount', 'facts'],
  properties: {
    uploadId: NAME,
    name: {type: 'string', maxLength: 300},
    type: NAME,
    sizeBytes: {type: 'integer', minimum: 1},
    sha256: {type: 'string', pattern: '^[0-9a-f]{64}$'},
    pageCount: {type: 'integer', minimum: 0, maximum: 10_000},
    facts: {type: 'object', maxProperties: 200, propertyNames: NAME, additionalProperties: FACT},
  },
};

const KIND = {enum: ['typed', 'default', 'computed', 'register', 'document', 'earlier']} as const;

export const SUBMISSION_SCHEMA: object = {
  type: 'object',
  additionalProperties: false,
  required: ['form', 'version', 'locale', 'answers', 'origins', 'documents', 'decisions', 'declared'],
  properties: {
    format: {enum: [2, 3]},
    form: NAME,
    version: NAME,
    definition: {type: 'string', pattern: '^sha256-[A-Za-z0-9+/]{43}=$'},
    locale: {type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$'},
    answers: {type: 'object'},
    origins: {type: 'object', maxProperties: SUBMISSION_LIMITS.origins, propertyNames: POINTER, additionalProperties: ORIGIN},
    documents: {
      type: 'object',
      maxProperties: SUBMISSION_LIMITS.slots,
      propertyNames: NAME,
      additionalProperties: {type: 'array', maxItems: SUBMISSION_LIMITS.files, items: FILE},
    },
    // Of two thousand rows one receipt has a hash for each cell.
    receipts: {
      type: 'object',
      maxProperties: SUBMISSION_LIMITS.receipts,
      propertyNames: NAME,
      additionalProperties: {type: 'string', maxLength: 500_000},
    },
    decisions: {
      type: 'array',
      maxItems: SUBMISSION_LIMITS.decisions,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['pointer', 'kept', 'dropped'],
        properties: {
          ...{pointer: POINTER, kept: KIND, dropped: KIND, other: {}, at: TIME},
          ...{document: NAME, wrong: KIND, note: NOTE},
        },
      },
    },
    unasked: {
      type: 'array',
      maxItems: SUBMISSION_LIMITS.unasked,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['lookup', 'reason'],
        properties: {
          lookup: NAME,
          row: POINTER,
          reason: {enum: ['down', 'slow', 'invalid-answer', 'offline', 'limited', 'not-asked']},
        },
      },
    },
    gaps: {
      type: 'array',
      maxItems: SUBMISSION_LIMITS.gaps,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['pointer', 'reason'],
        // A reason that nobody knows says nothing, and keeps nobody from sending.
        properties: {pointer: POINTER, reason: NAME, asOf: NAME},
      },
    },
    besides: {type: 'array', maxItems: SUBMISSION_LIMITS.besides, items: {type: 'string', maxLength: 60}},
    keep: {const: true},
    declared: {type: 'boolean'},
  },
};
