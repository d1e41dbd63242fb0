// Generated from schemas/ by `npm run generate`. Do not edit.
import type {JsonSchema} from '../json/json.ts';

/** schemas/form/v1.json without its descriptions: what every definition is held to before it is used. */
export const DEFINITION_SCHEMA: JsonSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:egov-form:form:v1",
  "title": "FormDefinition",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "id",
    "version",
    "title",
    "data"
  ],
  "properties": {
    "$schema": {
      "type": "string"
    },
    "id": {
      "type": "string",
      "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
      "maxLength": 64
    },
    "version": {
      "type": "string",
      "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"
    },
    "title": {
      "$ref": "#/$defs/Text"
    },
    "description": {
      "$ref": "#/$defs/Text"
    },
    "procedure": {
      "$ref": "#/$defs/Procedure"
    },
    "data": {
      "type": "object",
      "title": "DataSchema"
    },
    "pages": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/Page"
      }
    },
    "paging": {
      "enum": [
        "pages",
        "one",
        "questions"
      ]
    },
    "fields": {
      "type": "object",
      "propertyNames": {
        "pattern": "^(/[^/]+)*$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/FieldSettings"
      }
    },
    "parties": {
      "type": "object",
      "additionalProperties": {
        "$ref": "#/$defs/Party"
      }
    },
    "lookups": {
      "type": "object",
      "additionalProperties": {
        "$ref": "#/$defs/LookupSettings"
      }
    },
    "documents": {
      "type": "object",
      "additionalProperties": {
        "$ref": "#/$defs/DocumentSettings"
      }
    },
    "submit": {
      "$ref": "#/$defs/SubmitSettings"
    },
    "output": {
      "$ref": "#/$defs/OutputSettings"
    },
    "checked": {
      "type": "string",
      "maxLength": 100
    },
    "migrations": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/Migration"
      }
    }
  },
  "$defs": {
    "Text": {
      "title": "Text",
      "anyOf": [
        {
          "type": "string"
        },
        {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
          },
          "additionalProperties": {
            "type": "string"
          }
        }
      ]
    },
    "Pointer": {
      "title": "PointerText",
      "type": "string",
      "pattern": "^(/[^/]+)+$"
    },
    "Rule": {
      "title": "Rule"
    },
    "Procedure": {
      "title": "Procedure",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "code": {
          "type": "string"
        },
        "name": {
          "$ref": "#/$defs/Text"
        },
        "sector": {
          "$ref": "#/$defs/Text"
        },
        "authority": {
          "$ref": "#/$defs/Text"
        },
        "time": {
          "$ref": "#/$defs/Text"
        },
        "fee": {
          "$ref": "#/$defs/Text"
        },
        "result": {
          "$ref": "#/$defs/Text"
        },
        "effective": {
          "title": "Effective",
          "type": "object",
          "additionalProperties": false,
          "properties": {
            "from": {
              "type": "string"
            },
            "to": {
              "type": "string"
            }
          }
        },
        "legal": {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      }
    },
    "Page": {
      "title": "Page",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "title",
        "items"
      ],
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[A-Za-z][A-Za-z0-9-]*$"
        },
        "title": {
          "$ref": "#/$defs/Text"
        },
        "description": {
          "$ref": "#/$defs/Text"
        },
        "contents": {
          "type": "boolean"
        },
        "visible": {
          "$ref": "#/$defs/Rule"
        },
        "items": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Item"
          }
        }
      }
    },
    "Item": {
      "title": "Item",
      "anyOf": [
        {
          "$ref": "#/$defs/FieldItem"
        },
        {
          "$ref": "#/$defs/GroupItem"
        },
        {
          "$ref": "#/$defs/ListItem"
        },
        {
          "$ref": "#/$defs/DocumentItem"
        },
        {
          "$ref": "#/$defs/TextItem"
        }
      ]
    },
    "FieldItem": {
      "title": "FieldItem",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "field"
      ],
      "properties": {
        "field": {
          "$ref": "#/$defs/Pointer"
        }
      }
    },
    "GroupItem": {
      "title": "GroupItem",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "group",
        "items"
      ],
      "properties": {
        "group": {
          "$ref": "#/$defs/Text"
        },
        "description": {
          "$ref": "#/$defs/Text"
        },
        "columns": {
          "type": "integer",
          "minimum": 1,
          "maximum": 4
        },
        "folded": {
          "type": "boolean"
        },
        "presentation": {
          "enum": [
            "facts",
            "questions"
          ]
        },
        "visible": {
          "$ref": "#/$defs/Rule"
        },
        "items": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Item"
          }
        }
      }
    },
    "ListItem": {
      "title": "ListItem",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "list",
        "items"
      ],
      "properties": {
        "list": {
          "$ref": "#/$defs/Pointer"
        },
        "rowTitle": {
          "$ref": "#/$defs/Text"
        },
        "addLabel": {
          "$ref": "#/$defs/Text"
        },
        "columns": {
          "type": "integer",
          "minimum": 1,
          "maximum": 4
        },
        "layout": {
          "enum": [
            "panels",
            "table"
          ]
        },
        "totals": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Pointer"
          }
        },
        "items": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Item"
          }
        }
      }
    },
    "DocumentItem": {
      "title": "DocumentItem",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "document"
      ],
      "properties": {
        "document": {
          "type": "string"
        }
      }
    },
    "TextItem": {
      "title": "TextItem",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "text"
      ],
      "properties": {
        "text": {
          "$ref": "#/$defs/Text"
        },
        "tone": {
          "enum": [
            "plain",
            "info",
            "warning"
          ]
        },
        "visible": {
          "$ref": "#/$defs/Rule"
        }
      }
    },
    "FieldSettings": {
      "title": "FieldSettings",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "label": {
          "$ref": "#/$defs/Text"
        },
        "hint": {
          "$ref": "#/$defs/Text"
        },
        "placeholder": {
          "$ref": "#/$defs/Text"
        },
        "widget": {
          "type": "string"
        },
        "options": {
          "title": "OptionsSource",
          "anyOf": [
            {
              "type": "array",
              "items": {
                "$ref": "#/$defs/Option"
              }
            },
            {
              "title": "OptionListReference",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "list"
              ],
              "properties": {
                "list": {
                  "type": "string"
                },
                "where": {
                  "type": "object",
                  "additionalProperties": {
                    "$ref": "#/$defs/Pointer"
                  }
                },
                "order": {
                  "enum": [
                    "given",
                    "name"
                  ]
                }
              }
            },
            {
              "title": "OptionSearchReference",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "connector"
              ],
              "properties": {
                "connector": {
                  "type": "string",
                  "minLength": 1
                },
                "where": {
                  "type": "object",
                  "additionalProperties": {
                    "$ref": "#/$defs/Pointer"
                  }
                },
                "minimum": {
                  "type": "integer",
                  "minimum": 1,
                  "maximum": 20
                }
              }
            }
          ]
        },
        "visible": {
          "$ref": "#/$defs/Rule"
        },
        "required": {
          "$ref": "#/$defs/Rule"
        },
        "readonly": {
          "$ref": "#/$defs/Rule"
        },
        "value": {
          "$ref": "#/$defs/Rule"
        },
        "default": {
          "$ref": "#/$defs/Rule"
        },
        "checks": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Check"
          }
        },
        "sensitivity": {
          "enum": [
            "public",
            "personal",
            "sensitive"
          ]
        },
        "autocomplete": {
          "type": "string"
        },
        "reuse": {
          "enum": [
            "phone",
            "email",
            "postalAddress",
            "bankAccount"
          ]
        }
      }
    },
    "Option": {
      "title": "Option",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "value",
        "label"
      ],
      "properties": {
        "value": {
          "type": [
            "string",
            "number",
            "boolean"
          ]
        },
        "label": {
          "$ref": "#/$defs/Text"
        },
        "when": {
          "$ref": "#/$defs/Rule"
        }
      }
    },
    "Check": {
      "title": "Check",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "rule",
        "message"
      ],
      "properties": {
        "rule": {
          "$ref": "#/$defs/Rule"
        },
        "severity": {
          "enum": [
            "error",
            "warning",
            "info"
          ]
        },
        "message": {
          "$ref": "#/$defs/Text"
        }
      }
    },
    "Party": {
      "title": "Party",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "at",
        "title"
      ],
      "properties": {
        "at": {
          "$ref": "#/$defs/Pointer"
        },
        "title": {
          "$ref": "#/$defs/Text"
        },
        "subject": {
          "$ref": "#/$defs/Rule"
        },
        "same": {
          "$ref": "#/$defs/SameParty"
        }
      }
    },
    "SameParty": {
      "title": "SameParty",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "as",
        "when"
      ],
      "properties": {
        "as": {
          "type": "string"
        },
        "when": {
          "$ref": "#/$defs/Rule"
        }
      }
    },
    "LookupSettings": {
      "title": "LookupSettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "connector",
        "keys",
        "fill",
        "purpose"
      ],
      "properties": {
        "connector": {
          "anyOf": [
            {
              "type": "string"
            },
            {
              "type": "array",
              "items": {
                "type": "string"
              },
              "minItems": 1,
              "uniqueItems": true
            }
          ]
        },
        "title": {
          "$ref": "#/$defs/Text"
        },
        "keys": {
          "type": "object",
          "minProperties": 1,
          "additionalProperties": {
            "anyOf": [
              {
                "$ref": "#/$defs/Pointer"
              },
              {
                "title": "OptionalKey",
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "pointer"
                ],
                "properties": {
                  "pointer": {
                    "$ref": "#/$defs/Pointer"
                  },
                  "optional": {
                    "type": "boolean"
                  }
                }
              }
            ]
          }
        },
        "fill": {
          "type": "object",
          "additionalProperties": {
            "type": "string"
          }
        },
        "trust": {
          "type": "object",
          "additionalProperties": {
            "enum": [
              "locked",
              "correctable",
              "free"
            ]
          }
        },
        "correction": {
          "title": "CorrectionSettings",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "text"
          ],
          "properties": {
            "text": {
              "$ref": "#/$defs/Text"
            },
            "link": {
              "type": "string",
              "pattern": "^https://",
              "maxLength": 500
            }
          }
        },
        "maxAgeDays": {
          "type": "object",
          "additionalProperties": {
            "type": "integer",
            "minimum": 1
          }
        },
        "purpose": {
          "$ref": "#/$defs/Text"
        },
        "visible": {
          "$ref": "#/$defs/Rule"
        },
        "auto": {
          "type": "boolean"
        },
        "offers": {
          "type": "boolean"
        },
        "proposes": {
          "$ref": "#/$defs/Proposal"
        }
      }
    },
    "Proposal": {
      "title": "Proposal",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "to",
        "key",
        "fullName"
      ],
      "properties": {
        "to": {
          "type": "string"
        },
        "key": {
          "type": "string"
        },
        "fullName": {
          "type": "string"
        },
        "birthDate": {
          "type": "string"
        },
        "where": {
          "type": "object",
          "additionalProperties": {
            "type": "string"
          }
        }
      }
    },
    "DocumentSettings": {
      "title": "DocumentSettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "title"
      ],
      "properties": {
        "title": {
          "$ref": "#/$defs/Text"
        },
        "hint": {
          "$ref": "#/$defs/Text"
        },
        "nature": {
          "type": "string"
        },
        "accept": {
          "type": "array",
          "minItems": 1,
          "items": {
            "enum": [
              "application/pdf",
              "image/jpeg",
              "image/png"
            ]
          }
        },
        "maxFiles": {
          "type": "integer",
          "minimum": 1,
          "maximum": 20
        },
        "maxBytes": {
          "type": "integer",
          "minimum": 1
        },
        "visible": {
          "$ref": "#/$defs/Rule"
        },
        "required": {
          "$ref": "#/$defs/Rule"
        },
        "notNeededWhen": {
          "$ref": "#/$defs/Rule"
        },
        "notNeededText": {
          "$ref": "#/$defs/Text"
        },
        "fill": {
          "type": "object",
          "additionalProperties": {
            "type": "string"
          }
        },
        "compare": {
          "type": "object",
          "additionalProperties": {
            "type": "string"
          }
        }
      }
    },
    "SubmitSettings": {
      "title": "SubmitSettings",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "declaration": {
          "$ref": "#/$defs/Text"
        },
        "label": {
          "$ref": "#/$defs/Text"
        },
        "matter": {
          "type": "array",
          "minItems": 1,
          "maxItems": 10,
          "items": {
            "$ref": "#/$defs/Pointer"
          }
        }
      }
    },
    "OutputSettings": {
      "title": "OutputSettings",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "print": {
          "$ref": "#/$defs/PrintSettings"
        }
      }
    },
    "PrintSettings": {
      "title": "PrintSettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "lines"
      ],
      "properties": {
        "form": {
          "$ref": "#/$defs/Text"
        },
        "heading": {
          "type": "array",
          "maxItems": 6,
          "items": {
            "$ref": "#/$defs/Text"
          }
        },
        "lines": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/PrintItem"
          }
        },
        "notes": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Text"
          }
        }
      }
    },
    "PrintItem": {
      "title": "PrintItem",
      "anyOf": [
        {
          "$ref": "#/$defs/PrintLine"
        },
        {
          "$ref": "#/$defs/PrintTable"
        },
        {
          "$ref": "#/$defs/PrintSignatures"
        }
      ]
    },
    "PrintLine": {
      "title": "PrintLine",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "line"
      ],
      "properties": {
        "line": {
          "$ref": "#/$defs/Text"
        },
        "align": {
          "enum": [
            "start",
            "center",
            "end"
          ]
        },
        "style": {
          "enum": [
            "plain",
            "strong",
            "emphasis",
            "title"
          ]
        }
      }
    },
    "PrintTable": {
      "title": "PrintTable",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "table",
        "columns"
      ],
      "properties": {
        "table": {
          "$ref": "#/$defs/Pointer"
        },
        "columns": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/PrintColumn"
          }
        },
        "rows": {
          "type": "integer",
          "minimum": 1,
          "maximum": 50
        }
      }
    },
    "PrintColumn": {
      "title": "PrintColumn",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "title",
        "text"
      ],
      "properties": {
        "title": {
          "$ref": "#/$defs/Text"
        },
        "text": {
          "$ref": "#/$defs/Text"
        }
      }
    },
    "PrintSignatures": {
      "title": "PrintSignatures",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "signatures"
      ],
      "properties": {
        "signatures": {
          "type": "array",
          "minItems": 1,
          "items": {
            "$ref": "#/$defs/PrintSignature"
          }
        }
      }
    },
    "PrintSignature": {
      "title": "PrintSignature",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "role"
      ],
      "properties": {
        "role": {
          "$ref": "#/$defs/Text"
        },
        "note": {
          "$ref": "#/$defs/Text"
        },
        "name": {
          "$ref": "#/$defs/Text"
        }
      }
    },
    "Migration": {
      "title": "Migration",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "from",
        "to",
        "steps"
      ],
      "properties": {
        "from": {
          "type": "string",
          "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"
        },
        "to": {
          "type": "string",
          "pattern": "^[0-9]+\\.[0-9]+\\.[0-9]+$"
        },
        "steps": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/MigrationStep"
          }
        }
      }
    },
    "MigrationStep": {
      "title": "MigrationStep",
      "anyOf": [
        {
          "$ref": "#/$defs/MoveStep"
        },
        {
          "$ref": "#/$defs/RemoveStep"
        },
        {
          "$ref": "#/$defs/SetStep"
        },
        {
          "$ref": "#/$defs/MapStep"
        },
        {
          "$ref": "#/$defs/MoveDocumentStep"
        },
        {
          "$ref": "#/$defs/RemoveDocumentStep"
        }
      ]
    },
    "MoveStep": {
      "title": "MoveStep",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "move"
      ],
      "properties": {
        "move": {
          "type": "array",
          "minItems": 2,
          "maxItems": 2,
          "items": {
            "$ref": "#/$defs/Pointer"
          }
        }
      }
    },
    "RemoveStep": {
      "title": "RemoveStep",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "remove"
      ],
      "properties": {
        "remove": {
          "$ref": "#/$defs/Pointer"
        }
      }
    },
    "SetStep": {
      "title": "SetStep",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "set",
        "value"
      ],
      "properties": {
        "set": {
          "$ref": "#/$defs/Pointer"
        },
        "value": {
          "$ref": "#/$defs/Rule"
        }
      }
    },
    "MapStep": {
      "title": "MapStep",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "map",
        "values"
      ],
      "properties": {
        "map": {
          "$ref": "#/$defs/Pointer"
        },
        "values": {
          "type": "object",
          "minProperties": 1,
          "additionalProperties": {
            "type": [
              "string",
              "number",
              "boolean",
              "null"
            ]
          }
        }
      }
    },
    "MoveDocumentStep": {
      "title": "MoveDocumentStep",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "moveDocument"
      ],
      "properties": {
        "moveDocument": {
          "type": "array",
          "minItems": 2,
          "maxItems": 2,
          "items": {
            "type": "string"
          }
        }
      }
    },
    "RemoveDocumentStep": {
      "title": "RemoveDocumentStep",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "removeDocument"
      ],
      "properties": {
        "removeDocument": {
          "type": "string"
        }
      }
    }
  }
};
