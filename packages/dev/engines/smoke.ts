/** The smoke journeys, the same in every engine: a birth, badges, a draft after a reload, and two people at one browser. */
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {after, before, describe, test} from 'node:test';
import {demoCompanies} from '@egov-form/simulators';
import {openStage, type Stage} from '../journeys/demo.ts';
import {blankPdf} from '../src/fixtures/bad-files.ts';
import {makeBirthNoticeTextPdf} from '../src/fixtures/birth-notice.ts';
import {birthNotice} from '../src/fixtures/fictional-people.ts';
import {until} from '../src/fixtures/until.ts';
import type {Engine, TabOptions} from './driver.ts';
import {Person} from './person.ts';

const MOTHER = 'NGUYỄN THỊ MẪU';
const FATHER = 'LÊ VĂN CHỒNG';
const BIRTH = '/procedures/khai-sinh/';
const SAVED = {css: '[part~="draft"][data-state="saved"]'};

/** @param skip why not. */
export function smokeJourneys(name: string, openEngine: () => Promise<Engine>, skip: string | false): void {
  describe(name, {skip}, () => {
    let stage: Stage;
    let engine: Engine;
    let notice: string;
    let blank: string;

    before(async () => {
      stage = await openStage();
      notice = join(stage.folder, 'giay-chung-sinh.pdf');
      blank = join(stage.folder, 'giay-to.pdf');
      await writeFile(notice, await makeBirthNoticeTextPdf(birthNotice, stage.browser));
      await writeFile(blank, await blankPdf());
      engine = await openEngine();
    });
    after(async () => {
      await engine?.close();
      await stage?.close();
    });

    async function atPortal(work: (person: Person) => Promise<void>, options: TabOptions = {}): Promise<void> {
      const tab = await engine.newTab(options);
      const person = new Person(tab, stage.demo);
      try {
        await work(person);
        await person.assertNoProblems();
      } finally {
        await tab.close();
      }
    }

    test('a birth is registered from one number and a paper, 360 px wide', () =>
      atPortal(
        async (person) => {
          await person.signIn(MOTHER, BIRTH);
          await person.formIsOpen();
          await person.knows('/requester/fullName');
          assert.equal(await person.originOf('/requester/birthDate'), 'register');
          await person.choose('/requester/relation', 'Mẹ');
          await person.assertNoSidewaysScroll();
          // She is the mother: nothing is left to ask on that page.
          await person.knows('/requester/ethnicity');
          assert.equal(await person.valueOf('/mother/citizenId'), '026190000042');
          await person.next();

          await person.type('/father/citizenId', '026088000045');
          await person.type('/father/birthDate', '1/5/1988');
          await person.knows('/father/fullName');
          await person.next();

          await person.attach('birthNotice', notice);
          await person.hasRead('birthNotice');
          assert.equal(await person.valueOf('/child/birthDate'), birthNotice.childBirthDate);
          assert.equal(await person.originOf('/child/birthDate'), 'document');
          if ((await person.valueOf('/child/fullName')) === null) await person.type('/child/fullName', 'Lê Nguyễn Bảo An');
          await person.assertNoSidewaysScroll();

          await person.choose('/copies/want', 'Không');
          await person.next();

          await declareAndFind(person);
        },
        {width: 360},
      ));

    test('badges are asked for with a company code and a plate, and the dossier is found again', () =>
      atPortal(async (person) => {
        await person.signIn(FATHER, '/procedures/phu-hieu-xe/');
        await person.formIsOpen();
        const carrier = demoCompanies().find((company) => company.transport);
        assert.ok(carrier);
        await person.type('/organization/code', carrier.code);
        await person.knows('/organization/name');
        await person.choose('/submitter/capacity', 'Người của đơn vị, có giấy giới thiệu');
        if ((await person.valueOf('/organization/phone')) === null) await person.type('/organization/phone', '0912 345 678');
        await person.next();

        await person.choose('/badge/kind', 'Xe tải');
        await person.choose('/badge/reissue', 'Không');
        await person.type('/vehicles/0/plate', '88a00001');
        await person.knows('/vehicles/0/brand');

        await person.attach('introduction', blank);
        await person.hasRead('introduction');
        // What is being read holds nobody back: it is awaited when the dossier is sent.
        await person.attach('rentalContract', blank);
        await person.next();
        await person.hasBeenRead('rentalContract');
        await declareAndFind(person);
      }));

    test('a draft with its file is there after a reload', () =>
      atPortal(async (person) => {
        await person.signIn(MOTHER, BIRTH);
        await person.formIsOpen();
        await person.knows('/requester/fullName');
        await person.showPage('child');
        await person.attach('birthNotice', blank);
        await person.hasRead('birthNotice');
        await person.sees(SAVED);
        const kept = await person.answers();
        await person.tab.reload();
        await person.formIsOpen();
        await person.hasRead('birthNotice');
        assert.deepEqual(await person.answers(), kept);
        assert.equal(await person.originOf('/requester/fullName'), 'register');
      }));

    test('who signs out leaves nothing to the next person, and finds it again', () =>
      atPortal(async (person) => {
        await person.signIn(MOTHER, BIRTH);
        await person.formIsOpen();
        await person.knows('/requester/fullName');
        await person.sees(SAVED);
        await person.press({role: 'button', name: 'Đăng xuất'});
        await person.sees({role: 'link', name: 'Đăng nhập', within: '#account'});
        await person.signIn(FATHER, BIRTH);
        await person.formIsOpen();
        await person.knows('/requester/fullName');
        await person.sees(SAVED);
        assert.doesNotMatch(await person.everything(), /NGUYỄN THỊ MẪU|026190000042/u);
        await person.press({role: 'button', name: 'Đăng xuất'});
        await person.sees({role: 'link', name: 'Đăng nhập', within: '#account'});
        await person.signIn(MOTHER, BIRTH);
        await person.formIsOpen();
        await until('the draft is back', async () => (await person.valueOf('/requester/citizenId')) === '026190000042');
      }));
  });
}

/** From the review: declare, send, and find the dossier under "my dossiers". */
async function declareAndFind(person: Person): Promise<void> {
  await person.press({css: '[part~="declaration"] input'});
  const code = await person.send();
  assert.match(code, /^H44\.12\.03-[0-9]{6}-[0-9]{4,6}$/u);
  await person.goto('/dossiers.html');
  await person.sees({within: 'main', name: code});
}
