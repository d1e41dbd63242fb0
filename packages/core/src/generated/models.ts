// Generated from schemas/ by `npm run generate`. Do not edit.
import type {JsonSchema} from '../json/json.ts';

/** The shared data models of schemas/ without their descriptions, by which `$ref: "urn:egov-form:…"` resolves without a network. */
export const SHARED_MODELS: readonly JsonSchema[] = [
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:egov-form:address:v1",
    "title": "Address",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "provinceCode",
      "communeCode"
    ],
    "properties": {
      "provinceCode": {
        "type": "string",
        "pattern": "^[0-9]{2}$",
        "title": "Tỉnh, thành phố"
      },
      "communeCode": {
        "type": "string",
        "pattern": "^[0-9]{5}$",
        "title": "Xã, phường, đặc khu"
      },
      "era": {
        "type": "string",
        "format": "date"
      },
      "detail": {
        "type": "string",
        "maxLength": 200,
        "title": "Số nhà, đường, thôn, tổ"
      },
      "legacyText": {
        "type": "string",
        "maxLength": 300
      }
    },
    "x-egov-widget": "address",
    "x-egov-fields": {
      "/provinceCode": {
        "label": {
          "vi": "Tỉnh, thành phố",
          "en": "Province or city"
        }
      },
      "/communeCode": {
        "label": {
          "vi": "Xã, phường, đặc khu",
          "en": "Commune, ward or special zone"
        }
      },
      "/detail": {
        "label": {
          "vi": "Số nhà, đường, thôn, tổ",
          "en": "House number, street, hamlet"
        },
        "autocomplete": "street-address"
      }
    }
  },
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:egov-form:bank-account:v1",
    "title": "BankAccount",
    "type": "object",
    "additionalProperties": false,
    "required": [
      "bank",
      "number",
      "holder"
    ],
    "properties": {
      "bank": {
        "type": "string",
        "pattern": "^[0-9]{6}$",
        "title": "Ngân hàng"
      },
      "number": {
        "type": "string",
        "pattern": "^[0-9A-Z]{4,19}$",
        "title": "Số tài khoản"
      },
      "holder": {
        "type": "string",
        "minLength": 2,
        "maxLength": 200,
        "title": "Chủ tài khoản"
      }
    },
    "x-egov-widget": "bank-account",
    "x-egov-fields": {
      "/bank": {
        "label": {
          "vi": "Ngân hàng",
          "en": "Bank"
        }
      },
      "/number": {
        "label": {
          "vi": "Số tài khoản",
          "en": "Account number"
        },
        "sensitivity": "personal"
      },
      "/holder": {
        "label": {
          "vi": "Chủ tài khoản",
          "en": "Account holder"
        },
        "sensitivity": "personal"
      }
    }
  },
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:egov-form:document:v1",
    "title": "IssuedDocument",
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "type": {
        "type": "string",
        "maxLength": 40,
        "title": "Loại giấy tờ"
      },
      "number": {
        "type": "string",
        "maxLength": 40,
        "title": "Số giấy tờ"
      },
      "issuedOn": {
        "type": "string",
        "format": "date",
        "maxLength": 10,
        "title": "Ngày cấp"
      },
      "issuedBy": {
        "type": "string",
        "maxLength": 200,
        "title": "Nơi cấp"
      }
    },
    "x-egov-fields": {
      "/type": {
        "label": {
          "vi": "Loại giấy tờ",
          "en": "Kind of document"
        }
      },
      "/number": {
        "label": {
          "vi": "Số giấy tờ",
          "en": "Document number"
        },
        "sensitivity": "personal"
      },
      "/issuedOn": {
        "label": {
          "vi": "Ngày cấp",
          "en": "Date of issue"
        }
      },
      "/issuedBy": {
        "label": {
          "vi": "Nơi cấp",
          "en": "Issued by"
        }
      }
    }
  },
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:egov-form:organization:v1",
    "title": "Organization",
    "type": "object",
    "properties": {
      "code": {
        "type": "string",
        "format": "vn-tax-code",
        "maxLength": 14,
        "title": "Mã số doanh nghiệp"
      },
      "name": {
        "type": "string",
        "maxLength": 300,
        "title": "Tên doanh nghiệp, tổ chức"
      },
      "headOffice": {
        "$ref": "urn:egov-form:address:v1",
        "title": "Địa chỉ trụ sở chính"
      },
      "legalRepresentative": {
        "type": "string",
        "format": "vn-person-name",
        "maxLength": 100,
        "title": "Người đại diện theo pháp luật"
      },
      "phone": {
        "type": "string",
        "format": "vn-phone",
        "maxLength": 12,
        "title": "Điện thoại liên hệ"
      },
      "email": {
        "type": "string",
        "format": "email",
        "maxLength": 254,
        "title": "Thư điện tử"
      }
    },
    "x-egov-fields": {
      "/code": {
        "label": {
          "vi": "Mã số doanh nghiệp / Mã số thuế",
          "en": "Enterprise or tax code"
        },
        "hint": {
          "vi": "10 chữ số; đơn vị phụ thuộc thêm dấu gạch và 3 chữ số",
          "en": "10 digits; a branch adds a dash and 3 digits"
        }
      },
      "/name": {
        "label": {
          "vi": "Tên doanh nghiệp, tổ chức",
          "en": "Name of the business or organisation"
        },
        "autocomplete": "organization"
      },
      "/headOffice": {
        "label": {
          "vi": "Địa chỉ trụ sở chính",
          "en": "Head office address"
        }
      },
      "/legalRepresentative": {
        "label": {
          "vi": "Người đại diện theo pháp luật",
          "en": "Legal representative"
        },
        "sensitivity": "personal"
      },
      "/phone": {
        "label": {
          "vi": "Điện thoại liên hệ",
          "en": "Contact phone"
        },
        "autocomplete": "tel"
      },
      "/email": {
        "label": {
          "vi": "Thư điện tử",
          "en": "E-mail"
        },
        "autocomplete": "email"
      }
    }
  },
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:egov-form:person:v1",
    "title": "Person",
    "type": "object",
    "properties": {
      "citizenId": {
        "type": "string",
        "format": "vn-personal-id",
        "maxLength": 12,
        "title": "Số định danh cá nhân"
      },
      "fullName": {
        "type": "string",
        "format": "vn-person-name",
        "maxLength": 100,
        "title": "Họ, chữ đệm, tên"
      },
      "birthDate": {
        "type": "string",
        "format": "partial-date",
        "maxLength": 10,
        "title": "Ngày, tháng, năm sinh"
      },
      "gender": {
        "enum": [
          "male",
          "female",
          "other"
        ],
        "title": "Giới tính"
      },
      "ethnicity": {
        "type": "string",
        "pattern": "^[0-9]{2}$",
        "title": "Dân tộc"
      },
      "nationality": {
        "type": "string",
        "pattern": "^[A-Z]{2}$",
        "title": "Quốc tịch"
      },
      "residence": {
        "$ref": "urn:egov-form:address:v1",
        "title": "Nơi cư trú"
      },
      "homeTown": {
        "$ref": "urn:egov-form:address:v1",
        "title": "Quê quán"
      },
      "idDocument": {
        "$ref": "urn:egov-form:document:v1",
        "title": "Giấy tờ tùy thân"
      },
      "phone": {
        "type": "string",
        "format": "vn-phone",
        "maxLength": 12,
        "title": "Số điện thoại"
      },
      "email": {
        "type": "string",
        "format": "email",
        "maxLength": 254,
        "title": "Thư điện tử"
      }
    },
    "x-egov-fields": {
      "/citizenId": {
        "label": {
          "vi": "Số định danh cá nhân",
          "en": "Personal ID number"
        },
        "hint": {
          "vi": "12 chữ số, in trên thẻ căn cước",
          "en": "12 digits, printed on the identity card"
        },
        "sensitivity": "personal"
      },
      "/fullName": {
        "label": {
          "vi": "Họ, chữ đệm, tên",
          "en": "Full name"
        },
        "sensitivity": "personal",
        "autocomplete": "name"
      },
      "/birthDate": {
        "label": {
          "vi": "Ngày, tháng, năm sinh",
          "en": "Date of birth"
        },
        "hint": {
          "vi": "Ví dụ 05/11/1990. Nếu không nhớ ngày, tháng, có thể chỉ nhập năm.",
          "en": "For example 05/11/1990. If the day or month is not known, enter the year only."
        },
        "sensitivity": "personal"
      },
      "/gender": {
        "label": {
          "vi": "Giới tính",
          "en": "Sex"
        },
        "options": [
          {
            "value": "male",
            "label": {
              "vi": "Nam",
              "en": "Male"
            }
          },
          {
            "value": "female",
            "label": {
              "vi": "Nữ",
              "en": "Female"
            }
          },
          {
            "value": "other",
            "label": {
              "vi": "Khác",
              "en": "Other"
            }
          }
        ],
        "sensitivity": "personal"
      },
      "/ethnicity": {
        "label": {
          "vi": "Dân tộc",
          "en": "Ethnic group"
        },
        "options": {
          "list": "vn.ethnic-groups"
        },
        "sensitivity": "sensitive"
      },
      "/nationality": {
        "label": {
          "vi": "Quốc tịch",
          "en": "Nationality"
        },
        "options": {
          "list": "countries"
        }
      },
      "/residence": {
        "label": {
          "vi": "Nơi cư trú",
          "en": "Place of residence"
        },
        "sensitivity": "personal"
      },
      "/homeTown": {
        "label": {
          "vi": "Quê quán",
          "en": "Home town"
        },
        "sensitivity": "personal"
      },
      "/phone": {
        "label": {
          "vi": "Số điện thoại",
          "en": "Phone number"
        },
        "autocomplete": "tel",
        "sensitivity": "personal"
      },
      "/email": {
        "label": {
          "vi": "Thư điện tử",
          "en": "E-mail"
        },
        "autocomplete": "email",
        "sensitivity": "personal"
      }
    }
  }
];
