/** What registers know beside a person's own record: whom they live with, whether they may marry, what they own and may drive. */
import type {JsonObject} from '@egov-form/core';
import type {PeopleIndex} from '../data/people-index.ts';
import {SeededRandom} from '../data/random.ts';
import type {SyntheticPerson} from '../data/synthetic-person.ts';
import {flatRegister, type SimulatedRegister, textOf} from './simulated-register.ts';

const RELATION = {head: '01', spouse: '02', child: '03', parent: '04', other: '08'} as const;

const two = (number: number): string => String(number).padStart(2, '0');

/** Households: asked about oneself, or about one who lives in the same. */
export function householdRegister(people: PeopleIndex): SimulatedRegister {
  return flatRegister({
    asked: 'soDinhDanh',
    echoed: 'soDinhDanh',
    kept: [],
    disputed: 'quanHe',
    nobody: '001099000999',
    find(message): JsonObject | undefined {
      const person = people.find(textOf(message['soDinhDanh']));
      if (!person) return undefined;
      const household = people.householdOf(person);
      const head = people.find(household.head);
      const wanted = textOf(message['soDinhDanhThanhVien']);
      if (wanted !== '') {
        const member = household.members.find(({citizenId}) => citizenId === wanted);
        return member && {soDinhDanh: person.citizenId, thanhVien: memberOf(member, head)};
      }
      return {
        soDinhDanh: person.citizenId,
        chuHo: head ? {hoTen: head.name, soDinhDanh: head.citizenId} : {hoTen: '', soDinhDanh: ''},
        quanHe: relationTo(head, person),
        thanhVien: household.members.filter((member) => member !== person).map((member) => memberOf(member, head)),
      };
    },
  });
}

function memberOf(member: SyntheticPerson, head: SyntheticPerson | undefined): JsonObject {
  const {citizenId, name, birthDate, gender} = member;
  const whole = birthDate.length === 10 ? birthDate : '';
  return {soDinhDanh: citizenId, hoTen: name, ngaySinh: whole, gioiTinh: gender, quanHe: relationTo(head, member)};
}

function relationTo(head: SyntheticPerson | undefined, person: SyntheticPerson): string {
  if (!head) return '';
  if (head.citizenId === person.citizenId) return RELATION.head;
  if (head.spouse?.citizenId === person.citizenId) return RELATION.spouse;
  const isParent = (parent: SyntheticPerson, of: SyntheticPerson): boolean =>
    [of.father, of.mother].some((relative) => relative?.citizenId === parent.citizenId);
  if (isParent(head, person)) return RELATION.child;
  return isParent(person, head) ? RELATION.parent : RELATION.other;
}

/** Whether a person is married, by the population's code; of an earlier marriage, how it ended. */
export function maritalRecord({citizenId, maritalStatus}: SyntheticPerson): JsonObject | undefined {
  if (maritalStatus === '') return undefined;
  const none = {soDinhDanh: citizenId, chamDutSo: '', chamDutNgay: '', chamDutCoQuan: ''};
  if (maritalStatus === '1') return {...none, tinhTrang: '2'};
  if (maritalStatus === '2') return {...none, tinhTrang: '1'};
  const random = new SeededRandom(Number(citizenId.slice(-9)) ^ 0xe1);
  const divorced = random.chance(0.7);
  const year = random.between(2018, 2025);
  return {
    soDinhDanh: citizenId,
    tinhTrang: divorced ? '3' : '4',
    chamDutSo: divorced ? `${random.between(10, 400)}/${year}/QĐST-HNGĐ` : `${random.between(1, 200)}/TLKT-BS`,
    chamDutNgay: `${year}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`,
    chamDutCoQuan: divorced ? 'Tòa án nhân dân khu vực 1 - Phú Thọ' : 'UBND xã Vĩnh Thành',
  };
}

/** One in eight adults owns a household business; of the fixed people only the last of a family's fathers does. */
export function householdBusinessRecord({citizenId, name, birthDate}: SyntheticPerson): JsonObject {
  const random = new SeededRandom(Number(citizenId.slice(-9)) ^ 0xb5);
  const isFixed = Number(citizenId.slice(-6)) < 1_000;
  const owns = isFixed ? citizenId === '026060000043' : Number(birthDate.slice(0, 4)) < 2005 && random.chance(0.125);
  return owns
    ? {soDinhDanhChuHo: citizenId, dangLaChuHo: '1', tenHoKinhDoanh: `HỘ KINH DOANH ${name}`, maSoHoKinhDoanh: citizenId}
    : {soDinhDanhChuHo: citizenId, dangLaChuHo: '0', tenHoKinhDoanh: '', maSoHoKinhDoanh: ''};
}

/** Health certificates of most drivers, of this year. */
export function driverHealthRecord({citizenId}: SyntheticPerson): JsonObject | undefined {
  const random = new SeededRandom(Number(citizenId.slice(-9)) ^ 0x5c);
  if (Number(citizenId.slice(-6)) >= 1_000 && random.chance(0.3)) return undefined;
  return {
    soDinhDanh: citizenId,
    soGiay: `${random.between(1000, 9999)}/GKSKLX`,
    ngayKham: `2026-${two(random.between(6, 10))}-${two(random.between(1, 28))}`,
    coSoKham: 'Bệnh viện Mẫu',
    duDieuKien: '1',
  };
}
