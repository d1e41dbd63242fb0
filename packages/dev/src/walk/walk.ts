/**
 * `npm run figures -- walk`: people go through the example procedures on a phone, and what that asks of them stands in a table: a
 * mother who registers a birth and whose marriage no register tells of, the same where one proposes the father, and a carrier who asks for the badges of twenty
 * vehicles.
 */
import {demoVehicles, type SyntheticVehicle, TRANSPORT_COMPANY_CODE} from '@egov-form/simulators';
import type {Browser} from 'playwright-core';
import {openStage} from '../../journeys/demo.ts';
import {blankPdf} from '../fixtures/bad-files.ts';
import {makeBirthNoticeScanPdf} from '../fixtures/birth-notice.ts';
import {birthNotice} from '../fixtures/fictional-people.ts';
import {HEIGHT_PX, type Person, type Walk, Walker} from './walker.ts';

const VEHICLES = 20;

const BORN = '1/5/1988';

async function mother(browser: Browser): Promise<Person> {
  const scan = Buffer.from(await makeBirthNoticeScanPdf(birthNotice, {browser}));
  return {
    account: 'NGUYỄN THỊ MẪU',
    form: 'khai-sinh',
    gives: [
      {at: '/requester/relation', chooses: 'Mẹ'},
      {at: '/father/citizenId', types: '026088000045'},
      {at: '/father/birthDate', types: BORN},
      {slot: 'birthNotice', file: {name: 'giay-chung-sinh.pdf', mimeType: 'application/pdf', buffer: scan}},
      {at: '/child/fullName', types: 'Lê Nguyễn Bảo An'},
    ],
  };
}

/** The same, where she takes whom the marriage register proposes. */
async function marriedMother(browser: Browser): Promise<Person> {
  const {gives, ...rest} = await mother(browser);
  const others = gives.filter((gift) => !('at' in gift && gift.at.startsWith('/father/')));
  return {...rest, gives: [{proposal: 'husband', types: BORN.slice(0, -5)}, ...others]};
}

async function carrier(): Promise<Person> {
  // Their own ones first; the others are rented.
  const isRented = ({companyCode}: SyntheticVehicle): number => Number(companyCode !== TRANSPORT_COMPANY_CODE);
  const plates = demoVehicles()
    .toSorted((a, b) => isRented(a) - isRented(b))
    .map(({plate}) => plate);
  const paper = {mimeType: 'application/pdf', buffer: Buffer.from(await blankPdf())};
  return {
    account: 'LÊ VĂN CHỒNG',
    form: 'phu-hieu-xe',
    gives: [
      {at: '/organization/code', types: TRANSPORT_COMPANY_CODE},
      {at: '/submitter/capacity', chooses: 'Người của đơn vị, có giấy giới thiệu'},
      {at: '/organization/phone', types: '0912345678'},
      {at: '/badge/kind', chooses: 'Xe tải'},
      {at: '/vehicles/*/plate', list: '/vehicles', cells: plates.slice(0, VEHICLES)},
      {slot: 'introduction', file: {name: 'giay-gioi-thieu.pdf', ...paper}},
      {slot: 'vehicleRegistration', file: {name: 'dang-ky-xe.pdf', ...paper}},
      {slot: 'rentalContract', file: {name: 'hop-dong-thue.pdf', ...paper}},
    ],
  };
}

/** One line per page, then all of them together. */
function table(name: string, {pages, keys, clicks}: Walk): string {
  const sum = (of: (page: Walk['pages'][number]) => number): number => pages.reduce((total, page) => total + of(page), 0);
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |\n`;
  const screens = (px: number): string => (px / HEIGHT_PX).toFixed(1);
  return [
    `\n${name}: ${keys} keys + ${clicks} clicks = ${keys + clicks} acts\n\n`,
    line(['page', 'controls drawn', 'hers', 'phone screens', 'Tab stops', 'words', 'first input at (px)']),
    line(Array(7).fill('---')),
    ...pages.map((page) =>
      line([page.title, page.controls, page.hers, screens(page.heightPx), page.tabStops, page.words, page.firstControlPx ?? '-']),
    ),
    line([
      'all',
      sum((page) => page.controls),
      sum((page) => page.hers),
      screens(sum((page) => page.heightPx)),
      sum((page) => page.tabStops),
      sum((page) => page.words),
      '',
    ]),
  ].join('');
}

/** @param names who walks: `mother`, `mother-married`, `carrier`; all of them without a name. Answers the exit code. */
export async function walkAll(names: readonly string[]): Promise<number> {
  for (const [name, make] of Object.entries({mother, 'mother-married': marriedMother, carrier})) {
    if (names.length > 0 && !names.includes(name)) continue;
    // A portal of their own: the same child is registered once.
    const stage = await openStage();
    if (name === 'mother') stage.demo.simulators.setFault({service: 'marriage-record', fault: 'down'});
    try {
      process.stdout.write(table(name, await Walker.walk(stage.browser, stage.demo, await make(stage.browser))));
    } finally {
      await stage.close();
    }
  }
  return 0;
}
