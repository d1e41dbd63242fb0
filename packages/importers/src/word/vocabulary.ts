/**
 * What Vietnamese declarations ask, by the words of their labels.
 * Source: the declarations of Circular 04/2024/TT-BTP (civil status), form CT01 (residence), Circular 68/2025/TT-BTC (household
 * business) and the annexes of the decrees on driving licences and construction permits; the order is from special to general.
 */
import type {JsonObject} from '@egov-form/core';
import type {DraftQuestion} from '../draft.ts';

export interface Kind {
  /** Told to the person who looks the guess over. */
  readonly name: string;
  readonly pattern: RegExp;
  readonly question: Pick<DraftQuestion, 'schema' | 'widget' | 'list' | 'options'>;
  /** What a person or an organisation is asked about itself: it belongs to the block that a name begins. */
  readonly ofParty?: boolean;
  readonly beginsParty?: boolean;
}

const text = (maxLength = 200): JsonObject => ({type: 'string', maxLength});

export const KINDS: readonly Kind[] = [
  {
    name: 'personal-id',
    pattern: /^(?:số )?(?:định danh cá nhân|cccd|căn cước(?: công dân)?|cmnd)|^số định danh|^mã định danh/u,
    question: {schema: {type: 'string', format: 'vn-personal-id', maxLength: 12}},
    ofParty: true,
  },
  {name: 'date-words', pattern: /ghi bằng chữ/u, question: {schema: text()}, ofParty: true},
  {
    name: 'date',
    pattern: /^ngày,? ?(?:tháng,? ?)?(?:năm )?sinh|^sinh ngày|^năm sinh/u,
    question: {schema: {type: 'string', format: 'partial-date'}},
    ofParty: true,
  },
  {
    name: 'gender',
    pattern: /^giới tính|^nam\/nữ|^phái$/u,
    question: {
      schema: {type: 'string', enum: ['male', 'female']},
      options: [
        {value: 'male', label: {vi: 'Nam', en: 'Male'}},
        {value: 'female', label: {vi: 'Nữ', en: 'Female'}},
      ],
    },
    ofParty: true,
  },
  {
    name: 'ethnic-group',
    pattern: /^dân tộc/u,
    question: {schema: {type: 'string', pattern: '^[0-9]{2}$'}, list: 'vn.ethnic-groups'},
    ofParty: true,
  },
  {
    name: 'country',
    pattern: /^quốc tịch|^quốc gia|^nước /u,
    question: {schema: {type: 'string', pattern: '^[A-Z]{2}$'}, list: 'countries'},
    ofParty: true,
  },
  {
    name: 'document-number',
    pattern: /^(?:loại )?giấy tờ (?:tuỳ|tùy) thân|^số giấy tờ/u,
    question: {schema: text(100)},
    ofParty: true,
  },
  {
    name: 'integer',
    pattern: /lần thứ mấy|^số lượng|^số (?:tầng|người|bản|thành viên|lao động|ghế|chỗ|xe|tờ|thửa)|^tổng số|^số bản/u,
    question: {schema: {type: 'integer', minimum: 0}},
  },
  {
    name: 'date',
    pattern: /^(?:từ |đến |đến hết )?ngày|^thời (?:điểm|gian) (?:bắt đầu|kết thúc)|từ ngày$|đến ngày$|ngày cấp|^cấp ngày/u,
    question: {schema: {type: 'string', format: 'date'}},
    ofParty: true,
  },
  {name: 'issuer', pattern: /^nơi cấp|^cơ quan (?:cấp|đăng ký|giải quyết)/u, question: {schema: text()}, ofParty: true},
  {
    name: 'email',
    pattern: /^(?:địa chỉ )?(?:thư điện tử|e-?mail|hộp thư)/u,
    question: {schema: {type: 'string', format: 'email', maxLength: 254}},
    ofParty: true,
  },
  {
    name: 'phone',
    pattern: /^(?:số )?(?:điện thoại|đt|di động|sđt)|^fax/u,
    question: {schema: {type: 'string', format: 'vn-phone', maxLength: 12}},
    ofParty: true,
  },
  {
    name: 'tax-code',
    pattern: /^mã số (?:thuế|doanh nghiệp|hộ kinh doanh)/u,
    question: {schema: {type: 'string', format: 'vn-tax-code', maxLength: 14}},
    ofParty: true,
  },
  {
    name: 'plate',
    pattern: /^biển (?:số|kiểm soát|đăng ký)/u,
    question: {schema: {type: 'string', format: 'vn-plate', maxLength: 12}},
  },
  {name: 'industry-code', pattern: /^mã ngành/u, question: {schema: {type: 'string', format: 'vn-industry-code', maxLength: 8}}},
  {
    name: 'money',
    pattern: /^(?:vốn|số tiền|lệ phí|phí|giá trị|tổng vốn|tổng mức|kinh phí|doanh thu)|\((?:vnđ|đồng|vnd)\)/u,
    question: {schema: {type: 'integer', format: 'vn-money', minimum: 0}},
  },
  {
    name: 'area',
    pattern: /^(?:tổng )?diện tích|^chiều (?:cao|dài|rộng)|^mật độ|^khối lượng|\(m2?²?\)/u,
    question: {schema: {type: 'number', minimum: 0}},
  },
  {
    name: 'address',
    pattern:
      /^(?:nơi|chỗ) (?:cư trú|ở|thường trú|tạm trú)|^địa chỉ|^thường trú|^tạm trú(?! từ)|^trụ sở|^quê quán|^hộ khẩu|^địa điểm/u,
    question: {schema: {$ref: 'urn:egov-form:address:v1'}},
    ofParty: true,
  },
  {
    name: 'company',
    pattern: /^tên (?:đơn vị|doanh nghiệp|tổ chức|cơ quan|công ty|hộ kinh doanh|chủ đầu tư|dự án)/u,
    question: {schema: text()},
  },
  {
    name: 'person-name',
    pattern: /^họ[ ,]|^họ và tên|^họ tên|^tên tôi là|^tôi (?:là|tên là)|^người (?:yêu cầu|khai|đề nghị|được ủy quyền)$/u,
    question: {schema: {type: 'string', format: 'vn-person-name', maxLength: 100}},
    ofParty: true,
    beginsParty: true,
  },
  {name: 'consent', pattern: /^ý kiến|^tôi (?:cam đoan|cam kết|đồng ý)/u, question: {schema: {type: 'boolean'}}},
  {
    name: 'yes-no',
    pattern: /^(?:có|đề nghị) cấp bản sao|\?$|^đang bị|có\/không/u,
    question: {schema: {type: 'boolean'}, widget: 'yes-no'},
  },
  {
    name: 'long-text',
    pattern: /^nội dung|^lý do|^mục đích|^ghi chú|^mô tả|^trình bày/u,
    question: {schema: text(2000), widget: 'textarea'},
  },
];

/** Words behind a label that say whose it is. The group is called by them. */
export const PARTY: RegExp =
  /\s(?:của\s)?((?:người|bên|chủ|cha|mẹ|chồng|vợ|đại diện|bé|trẻ|con)(?:\s(?!cấp|này|trên|dưới)[\p{L}]+){0,5})$/u;

/** What names another one only to say what they are to each other. */
export const RELATION: RegExp = /quan hệ/iu;

/** Headings of the state, which each declaration has. */
export const NATIONAL_HEADING: RegExp = /cộng (?:hòa|hoà) xã hội chủ nghĩa việt nam|độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc/iu;
export const ADDRESSEE: RegExp = /^kính gửi/iu;
export const STATEMENT: RegExp = /^(?:tôi|chúng tôi)\s(?:xin )?(?:cam đoan|cam kết|đồng ý|hoàn toàn chịu)/iu;
export const PLACE_AND_DATE: RegExp = /^(?:làm tại|.{0,40}),?\s*ngày.{0,20}tháng.{0,20}năm/iu;
export const SIGNATURE: RegExp = /\((?:ký|chữ ký|đóng dấu)[^)]*\)|^người (?:yêu cầu|kê khai|khai|đề nghị|làm đơn)$/iu;
export const NOTES: RegExp = /^(?:chú thích|ghi chú|hướng dẫn(?: ghi)?)\s*:?\s*$/iu;
export const ATTACHMENTS: RegExp =
  /(?:hồ sơ|giấy tờ|tài liệu)[^:]{0,40}(?:kèm theo|gửi kèm|đính kèm)|^(?:xin )?(?:kèm theo|gửi kèm)/iu;
export const ORDINAL: RegExp = /^(?:stt|tt|số tt|số thứ tự)$/iu;

export function kindOf(label: string): Kind | undefined {
  const words = label.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
  return KINDS.find(({pattern}) => pattern.test(words));
}
