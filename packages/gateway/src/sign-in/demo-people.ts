/** Made-up people of the demo's sign-in page. The population simulator has the same ones. */

export interface DemoPerson {
  /** Name of the account. */
  readonly account: string;
  readonly personalId: string;
  readonly name: string;
  /** `1990-02-14`. */
  readonly birthDate: string;
  readonly role: 'citizen' | 'officer';
  /** What they are for, on the sign-in page. */
  readonly note: {readonly vi: string; readonly en: string};
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    account: 'nguyen-thi-mau',
    personalId: '026190000042',
    name: 'NGUYỄN THỊ MẪU',
    birthDate: '1990-02-14',
    role: 'citizen',
    note: {vi: 'Công dân, người mẹ đi khai sinh cho con', en: 'Citizen, a mother who registers her child'},
  },
  {
    account: 'le-van-chong',
    personalId: '026088000045',
    name: 'LÊ VĂN CHỒNG',
    birthDate: '1988-05-01',
    role: 'citizen',
    note: {vi: 'Công dân, người cha', en: 'Citizen, the father'},
  },
  {
    account: 'pham-van-giam-doc',
    personalId: '026075000046',
    name: 'PHẠM VĂN GIÁM ĐỐC',
    birthDate: '1975-01-01',
    role: 'citizen',
    note: {
      vi: 'Công dân, đại diện theo pháp luật của công ty vận tải',
      en: 'Citizen, legal representative of the transport company',
    },
  },
  {
    account: 'vu-thi-dau',
    personalId: '026301000051',
    name: 'VŨ THỊ DÂU',
    birthDate: '2001-06-15',
    role: 'citizen',
    note: {vi: 'Công dân, chưa kết hôn', en: 'Citizen, not married'},
  },
  {
    account: 'tran-van-can-bo',
    personalId: '025085000050',
    name: 'TRẦN VĂN CÁN BỘ',
    birthDate: '1985-03-09',
    role: 'officer',
    note: {vi: 'Cán bộ một cửa', en: 'Officer at the one-stop shop'},
  },
];
