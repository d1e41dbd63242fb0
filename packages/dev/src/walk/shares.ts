/**
 * `npm run figures -- shares`: of the questions that a typical applicant meets in each procedure, how many a register answers, how
 * many a paper, how many follow by themselves, and how many are typed or chosen. On the engine, with the simulated registers.
 */
import {createForm, type Form, type Item, type JsonObject} from '@egov-form/core';
import {clockOf, settledConnector, typeAnswers} from '@egov-form/core/cases';
import {landSerial} from '@egov-form/simulators';
import {type Registers, startRegisters} from '@egov-form/testing/registers';
import {vietnam} from '@egov-form/vietnam';
import {PROCEDURES, procedureDefinition} from '../fixtures/example-procedures.ts';

const TODAY = '2026-11-22';

/** Who applies, and everything that they give. */
interface Applicant {
  readonly signedIn: string;
  readonly answers: JsonObject;
  /** What a paper that they attach tells, so that it is not typed. */
  readonly papers?: JsonObject;
}

const PLACE = {provinceCode: '25', communeCode: '08707', era: '2025-07-01', detail: 'Số 9 đường Thử Nghiệm'};

const APPLICANTS: {readonly [procedure: string]: Applicant} = {
  'khai-sinh': {
    signedIn: '026190000042',
    answers: {
      requester: {relation: 'mother', phone: '0912345678'},
      father: {citizenId: '026088000045', birthDate: '1988-05-01'},
      child: {fullName: 'LÊ NGUYỄN BẢO AN'},
    },
    papers: {child: {birthDate: '2026-11-05', gender: 'female', birthPlace: 'Bệnh viện Mẫu, phường Vĩnh Yên, tỉnh Phú Thọ'}},
  },
  'ket-hon': {
    signedIn: '026301000051',
    answers: {filer: 'female', male: {citizenId: '026099000052', birthDate: '1999-03-20'}, closeKin: false},
  },
  'cu-tru-ct01': {
    signedIn: '026190000042',
    answers: {
      applicant: {phone: '0912345678'},
      address: PLACE,
      request: {to: '2028-11-22'},
      place: {ownedBy: 'head'},
      head: {who: 'other'},
      members: [{citizenId: '025226000047'}],
      consent: {head: {method: 'vneid'}},
    },
  },
  'ho-kinh-doanh': {
    signedIn: '026190000042',
    answers: {
      owner: {phone: '0912345678'},
      business: {
        ownName: 'Tạp hóa Hoà Loan',
        address: PLACE,
        lines: [{code: '4711', name: 'Bán lẻ tạp hóa'}],
        capital: 50_000_000,
        workers: 1,
      },
    },
  },
  'doi-gplx': {
    signedIn: '026190000042',
    answers: {applicant: {phone: '0912345678'}, want: {reason: 'expired', suspended: false}},
  },
  'the-huong-dan-vien': {
    signedIn: '026190000042',
    answers: {applicant: {phone: '0912345678'}, education: {level: 'university', major: 'Hướng dẫn du lịch', guiding: true}},
  },
  'bien-dong-dat-dai': {
    signedIn: '026190000042',
    answers: {
      applicant: {phone: '0912345678'},
      coHolders: [{citizenId: '026088000045', birthDate: '1988-05-01'}],
      certificate: {serial: landSerial('026190000042')},
      change: {kind: 'name', text: 'Đổi số giấy tờ tùy thân sang căn cước.'},
      newCertificate: false,
    },
  },
  'giay-phep-xay-dung': {
    signedIn: '026190000042',
    answers: {
      applicant: {phone: '0912345678'},
      site: {serial: landSerial('026190000042')},
      design: {name: 'CÔNG TY THIẾT KẾ MẪU', certificate: 'BXD-00001234'},
      work: {kind: 'house', class: 'IV', footprint: 80, floorArea: 160, floors: 2, height: 8.5},
      months: 8,
      adjoining: false,
      fireSafety: false,
    },
  },
  'dang-ky-dau-tu': {
    signedIn: '026075000046',
    answers: {
      applicant: {phone: '0912345678'},
      investors: [
        {kind: 'organization', code: '9999999972', share: 60},
        {kind: 'person', citizenId: '026088000045', birthDate: '1988-05-01', share: 40},
      ],
      entity: {code: '9999999972'},
      goals: [{goal: 'Sản xuất đồ gỗ', vsic: '3100'}],
      project: {
        name: 'Nhà máy đồ gỗ Mẫu',
        address: PLACE,
        scale: '10.000 sản phẩm mỗi năm',
        capital: 20_000_000_000,
        equity: 8_000_000_000,
        specialZone: false,
        years: 50,
        construction: '2026-12',
        operation: '2027-10',
        landAllocation: false,
        restrictedTechnology: false,
      },
    },
  },
  'phu-hieu-xe': {
    signedIn: '026075000046',
    answers: {organization: {code: '9999999972'}, badge: {kind: 'contract'}, vehicles: [{plate: '88B-000.02'}]},
  },
};

/** Questions with an answer, by where it came from. */
export interface Share {
  readonly procedure: string;
  readonly questions: number;
  readonly register: number;
  readonly paper: number;
  /** Preset or worked out. */
  readonly followed: number;
  readonly typed: number;
  /** Of what is typed; a choice is one. */
  readonly keys: number;
  /** What is not typed, of all: 0 to 1. */
  readonly notTyped: number;
}

/** Of every procedure whose typical applicant is written here, in order. */
export async function sharesOf(registers: Registers): Promise<readonly Share[]> {
  const shares: Share[] = [];
  for (const procedure of PROCEDURES) {
    const applicant = APPLICANTS[procedure];
    if (applicant) shares.push(await shareOf(procedure, applicant, registers));
  }
  return shares;
}

async function shareOf(procedure: string, {signedIn, answers, papers = {}}: Applicant, registers: Registers): Promise<Share> {
  const definition = procedureDefinition(procedure);
  const clock = clockOf(TODAY);
  const asks = settledConnector(registers.connector(definition, registers.person(signedIn), () => clock.now()));
  const form = createForm(definition, {packs: [vietnam], clock, connector: asks.connector});
  try {
    await asks.settled();
    const unknown = [...(await typeAnswers(form, answers, asks.settled)), ...(await typeAnswers(form, papers, asks.settled))];
    if (unknown.length > 0) throw new RangeError(`Expected questions of ${procedure}, found none at ${unknown.join(', ')}.`);
    const told = new Set(pointersIn(papers));
    const given = new Set(pointersIn(answers));
    const count = {register: 0, paper: 0, followed: 0, typed: 0, keys: 0};
    for (const pointer of questionsOf(
      (definition.pages ?? []).flatMap(({items}) => items),
      form,
    )) {
      const {visible, value, origin} = form.field(pointer);
      if (!visible || value === undefined || value === null) continue;
      if (given.has(pointer)) {
        count.typed += 1;
        count.keys += keysOf(form, pointer);
      } else if (origin?.kind === 'register') count.register += 1;
      else if (told.has(pointer)) count.paper += 1;
      else count.followed += 1;
    }
    const questions = count.register + count.paper + count.followed + count.typed;
    return {procedure, questions, ...count, notTyped: 1 - count.typed / questions};
  } finally {
    form.dispose();
  }
}

function questionsOf(items: readonly Item[], form: Form, row?: string): readonly string[] {
  const here = (pointer: string): string => (row === undefined ? pointer : pointer.replace('*', row));
  return items.flatMap((item) => {
    if ('field' in item) return [here(item.field)];
    if ('list' in item) return form.list(item.list).rows.flatMap((_row, i) => questionsOf(item.items, form, String(i)));
    return 'items' in item ? questionsOf(item.items, form, row) : [];
  });
}

/** Keys for an answer: one for a choice, three choices and the words of a place, else its characters. */
function keysOf(form: Form, pointer: string): number {
  const {value, schema, settings} = form.field(pointer);
  if (typeof value === 'object') return 2 + String((value as JsonObject | null)?.['detail'] ?? '').length;
  const isChoice = typeof value === 'boolean' || settings.options !== undefined || (schema as JsonObject)['enum'] !== undefined;
  return isChoice ? 1 : String(value).length;
}

/** Each answer's pointer; that of a place is one. */
function pointersIn(answers: JsonObject, at = ''): readonly string[] {
  return Object.entries(answers).flatMap(([name, value]) => {
    const isPart = typeof value === 'object' && value !== null && !('communeCode' in value);
    return isPart ? pointersIn(value as JsonObject, `${at}/${name}`) : [`${at}/${name}`];
  });
}

/** Prints the table. Answers the exit code. */
export async function printShares(): Promise<number> {
  const registers = await startRegisters();
  try {
    const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`;
    process.stdout.write(
      line(['procedure', 'questions', 'by a register', 'by a paper', 'by themselves', 'typed', 'keys', 'not typed']),
    );
    process.stdout.write(line(Array(8).fill('---')));
    for (const {procedure, questions, register, paper, followed, typed, keys, notTyped} of await sharesOf(registers))
      process.stdout.write(
        line([procedure, questions, register, paper, followed, typed, keys, `${Math.round(notTyped * 100)} %`]),
      );
  } finally {
    await registers.close();
  }
  return 0;
}
