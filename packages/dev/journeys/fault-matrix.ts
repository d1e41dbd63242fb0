/**
 * What the fault matrix is made of: every connector over every adapter, the faults that each can have, and a form that asks
 * them all. Kinds of faults are the simulators'; a database and a file have their own ways to have them.
 */
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {ConnectorConfiguration, ServiceMapping} from '@egov-form/connectors/server';
import type {FaultKind, SimulatedService, Simulators} from '@egov-form/simulators';
import type {SharedDatabase} from '@egov-form/simulators/database';

/** What the form sees. */
export type Outcome = 'filled' | 'partial' | 'forbidden' | 'limited' | 'down' | 'slow' | 'invalid-answer';

/** One connector as the matrix asks it. */
export interface Asked {
  readonly connector: string;
  readonly adapter: 'lgsp' | 'rest' | 'x-road rest' | 'x-road soap' | 'sql' | 'file';
  readonly keys: {readonly [name: string]: string};
  /** Two attributes: one that a partial record still has, and one that it lacks. */
  readonly attributes: readonly [kept: string, lost: string];
}

const SELF = {citizenId: '026190000042'};
const lgsp = 'lgsp';

export const ASKED: readonly Asked[] = [
  {connector: 'population', adapter: lgsp, keys: SELF, attributes: ['fullName', 'fatherName']},
  {
    connector: 'population-verify',
    adapter: lgsp,
    keys: {...SELF, fullName: 'Nguyễn Thị Mẫu', birthDate: '1990-02-14'},
    attributes: ['matches', 'fullNameMatches'],
  },
  {connector: 'business', adapter: lgsp, keys: {code: '9999999997'}, attributes: ['name', 'type']},
  {connector: 'vehicle', adapter: lgsp, keys: {plate: '88A-000.01'}, attributes: ['brand', 'owner']},
  {connector: 'document-wallet', adapter: lgsp, keys: SELF, attributes: ['citizenId', 'documents']},
  {connector: 'tax', adapter: 'rest', keys: {code: SELF.citizenId}, attributes: ['name', 'office']},
  {connector: 'social-insurance', adapter: 'rest', keys: SELF, attributes: ['insuranceNumber', 'hospital']},
  {connector: 'driving-licence', adapter: 'rest', keys: SELF, attributes: ['fullName', 'issuedBy']},
  {connector: 'land', adapter: 'x-road rest', keys: {...SELF, serial: 'AA 00000001'}, attributes: ['bookNumber', 'issuedOn']},
  {connector: 'birth-record', adapter: 'x-road soap', keys: SELF, attributes: ['fullName', 'motherName']},
  {connector: 'marriage-record', adapter: 'x-road soap', keys: SELF, attributes: ['husbandName', 'registeredAt']},
  {connector: 'households', adapter: 'sql', keys: SELF, attributes: ['fullName', 'kind']},
  {connector: 'merits', adapter: 'file', keys: SELF, attributes: ['fullName', 'kind']},
];

/** What each fault must look like from the form, for what can have it. */
export const OUTCOMES: readonly (readonly [FaultKind, Outcome])[] = [
  ['none', 'filled'],
  ['down', 'down'],
  ['error-500', 'down'],
  ['error-400', 'invalid-answer'],
  ['reset', 'down'],
  ['cut', 'down'],
  ['slow', 'slow'],
  ['hang', 'slow'],
  ['rubbish', 'invalid-answer'],
  ['partial', 'partial'],
  ['wrong-person', 'invalid-answer'],
  ['contradictory', 'invalid-answer'],
  ['stale', 'invalid-answer'],
  ['refused', 'forbidden'],
  ['limited', 'limited'],
];

const ROWS: Pick<ServiceMapping, 'title' | 'about' | 'subject' | 'secondFactors' | 'keys' | 'answer'> = {
  title: {vi: 'Cơ sở dữ liệu của tỉnh', en: 'Database of the province'},
  about: 'person',
  subject: 'citizenId',
  secondFactors: ['birthDate'],
  keys: {citizenId: {kind: 'personal-id', required: true}, birthDate: {kind: 'partial-date'}},
  answer: {
    present: '$.rows',
    records: '$.rows[*]',
    same: {citizenId: 'citizenId'},
    needs: ['fullName'],
    fresh: {at: '$.updated', days: 370},
  },
};
const ATTRIBUTES: ServiceMapping['attributes'] = {
  citizenId: {at: '$.id', as: 'personal-id'},
  fullName: {at: '$.name', as: 'name'},
  kind: {at: '$.kind'},
};

/** The connectors that no simulated service is behind. */
export function furtherConnectors(
  database: SharedDatabase,
  file: string,
): {
  readonly configuration: ConnectorConfiguration;
  readonly environment: {readonly [name: string]: string};
} {
  const service = {...ROWS, attributes: ATTRIBUTES};
  return {
    configuration: {
      connectors: {
        households: {
          service,
          through: {
            adapter: 'sql',
            database: {env: 'SHARED_DATABASE'},
            view: 'households',
            columns: ['id', 'name', 'kind', 'updated'],
            where: {id: '{key.citizenId}'},
            maxConnections: 2,
          },
        },
        merits: {service, through: {adapter: 'file', path: file, format: 'csv', where: {id: '{key.citizenId}'}}},
      },
    },
    environment: {SHARED_DATABASE: database.url},
  };
}

export const SHARED_TABLE = `
  create table household (id text, name text, kind text, updated date);
  create view households as select * from household;
`;

const NAME = 'NGUYỄN THỊ MẪU';
const day = (daysAgo: number): string => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);
const row = (name: string, kind: string, daysAgo = 1, id = SELF.citizenId): string =>
  `('${id}', '${name}', '${kind}', '${day(daysAgo)}')`;

/** Breaks the database, or mends it with `none`. `false` for a fault that a database does not have. */
export async function breakDatabase(database: SharedDatabase, fault: FaultKind): Promise<boolean> {
  database.gate('none');
  const rows: {readonly [fault in FaultKind]?: string} = {
    partial: row(NAME, ''),
    contradictory: `${row(NAME, 'x')}, ${row('TÊN KHÁC', 'x')}`,
    stale: row(NAME, 'x', 400),
  };
  const gates: readonly string[] = ['reset', 'slow', 'hang'];
  const names: {readonly [fault in FaultKind]?: string} = {
    'error-400': 'alter view if exists households rename to gone',
    'wrong-person': `create or replace view households as select '001099000999' as id, name, kind, updated from household`,
  };
  if (!['none', 'down'].includes(fault) && !rows[fault] && !gates.includes(fault) && fault !== 'error-400') return false;
  await database.run(`
    drop view if exists gone; create or replace view households as select * from household;
    delete from household; insert into household values ${rows[fault] ?? row(NAME, 'hộ nghèo')};
    ${names[fault] ?? ''}`);
  if (fault === 'down') database.gate('reset');
  if (gates.includes(fault)) database.gate(fault as 'reset' | 'slow' | 'hang');
  return true;
}

/** Breaks the file, or mends it with `none`. `false` for a fault that a file does not have. */
export async function breakFile(file: string, fault: FaultKind): Promise<boolean> {
  const line = (name: string, kind: string, daysAgo = 1): string => `${SELF.citizenId},${name},${kind},${day(daysAgo)}\n`;
  const texts: {readonly [fault in FaultKind]?: string} = {
    none: line(NAME, 'thương binh'),
    partial: line(NAME, ''),
    contradictory: line(NAME, 'x') + line('TÊN KHÁC', 'x'),
    stale: line(NAME, 'x', 400),
  };
  const text = texts[fault];
  if (text === undefined) return false;
  await rm(file, {force: true});
  await writeFile(file, `id,name,kind,updated\n${text}`);
  return true;
}

/** Breaks a connector in its own way. `false` for a fault that it cannot have. */
export async function breakConnector(
  {connector, adapter}: Asked,
  fault: FaultKind,
  {simulators, database, file}: {readonly simulators: Simulators; readonly database: SharedDatabase; readonly file: string},
): Promise<boolean> {
  if (adapter === 'sql') return breakDatabase(database, fault);
  if (adapter === 'file') return breakFile(file, fault);
  simulators.setFault({service: connector as SimulatedService, fault, ms: 30_000});
  return true;
}

/** Puts a form that asks every connector, and those of the demo, into a folder of procedures. */
export async function writeMatrixForm(folder: string): Promise<void> {
  const names = (asked: Asked): readonly string[] => [...Object.keys(asked.keys), 'kept', 'lost'];
  const text = {type: 'string', maxLength: 200};
  const flag = {type: 'boolean'};
  const papers = {type: 'array', items: {type: 'object', properties: {name: text}}};
  const typeOf = (attribute: string): object => {
    if (attribute === 'documents') return papers;
    return /^matches$|Matches$/u.test(attribute) ? flag : text;
  };
  const properties = Object.fromEntries(
    ASKED.map((asked) => [
      asked.connector,
      {
        type: 'object',
        properties: {
          ...Object.fromEntries(Object.keys(asked.keys).map((key) => [key, text])),
          kept: typeOf(asked.attributes[0]),
          lost: typeOf(asked.attributes[1]),
        },
      },
    ]),
  );
  const lookups = Object.fromEntries(
    ASKED.map(({connector, keys, attributes: [kept, lost]}) => [
      connector,
      {
        connector,
        keys: Object.fromEntries(Object.keys(keys).map((key) => [key, `/${connector}/${key}`])),
        fill: {
          [`/${connector}/kept`]: kept,
          [lost === 'documents' ? `/${connector}/lost/*/name` : `/${connector}/lost`]:
            lost === 'documents' ? 'documents/*/name' : lost,
        },
        purpose: {vi: 'Thử từng sự cố.', en: 'To try every fault.'},
      },
    ]),
  );
  const items = ASKED.flatMap((asked) =>
    names(asked).map((name) =>
      name === 'lost' && asked.connector === 'document-wallet'
        ? {list: `/${asked.connector}/lost`, items: [{field: `/${asked.connector}/lost/*/name`}]}
        : {field: `/${asked.connector}/${name}`},
    ),
  );
  const form = {
    $schema: 'urn:egov-form:form:v1',
    id: 'su-co',
    version: '1.0.0',
    title: {vi: 'Thử sự cố', en: 'Faults'},
    procedure: {code: '1.001193'},
    data: {type: 'object', properties},
    pages: [{id: 'all', title: {vi: 'Tất cả', en: 'All'}, items}],
    lookups,
  };
  await mkdir(join(folder, 'su-co'), {recursive: true});
  await writeFile(join(folder, 'su-co/form.json'), JSON.stringify(form, null, 2));
}
