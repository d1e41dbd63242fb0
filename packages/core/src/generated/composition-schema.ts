// Generated from schemas/ by `npm run generate`. Do not edit.
import type {JsonSchema} from '../json/json.ts';

/** What schemas/{source,block,overlay}/v1.json have beside the parts of a definition, without descriptions. */
export const COMPOSITION_SCHEMA: JsonSchema = {
  "$defs": {
    "Parameter": {
      "title": "Parameter",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "kind"
      ],
      "properties": {
        "kind": {
          "enum": [
            "text",
            "pointer",
            "name",
            "json"
          ]
        },
        "description": {
          "type": "string"
        },
        "default": {},
        "optional": {
          "type": "boolean"
        }
      }
    },
    "Use": {
      "title": "Use",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "block",
        "at"
      ],
      "properties": {
        "block": {
          "type": "string",
          "minLength": 1
        },
        "at": {
          "$ref": "#/$defs/Pointer"
        },
        "with": {
          "type": "object"
        },
        "without": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Pointer"
          }
        },
        "checks": {
          "type": "object",
          "propertyNames": {
            "pattern": "^(/[^/]+)*$"
          },
          "additionalProperties": {
            "type": "array",
            "items": {
              "$ref": "#/$defs/Check"
            }
          }
        },
        "override": {
          "$ref": "#/$defs/Override"
        }
      }
    },
    "Override": {
      "title": "Override",
      "type": "object",
      "additionalProperties": false,
      "required": [],
      "properties": {
        "data": {
          "type": "object"
        },
        "fields": {
          "type": "object"
        },
        "parties": {
          "type": "object"
        },
        "lookups": {
          "type": "object"
        },
        "documents": {
          "type": "object"
        },
        "parts": {
          "type": "object"
        }
      },
      "minProperties": 1
    },
    "BlockItem": {
      "title": "BlockItem",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "block",
        "part"
      ],
      "properties": {
        "block": {
          "type": "string"
        },
        "part": {
          "type": "string"
        }
      }
    },
    "SourceItem": {
      "title": "SourceItem",
      "anyOf": [
        {
          "$ref": "#/$defs/FieldItem"
        },
        {
          "$ref": "#/$defs/SourceGroupItem"
        },
        {
          "$ref": "#/$defs/SourceListItem"
        },
        {
          "$ref": "#/$defs/DocumentItem"
        },
        {
          "$ref": "#/$defs/TextItem"
        },
        {
          "$ref": "#/$defs/BlockItem"
        }
      ]
    },
    "SourceGroupItem": {
      "title": "SourceGroupItem",
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
            "$ref": "#/$defs/SourceItem"
          }
        }
      }
    },
    "SourceListItem": {
      "title": "SourceListItem",
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
            "$ref": "#/$defs/SourceItem"
          }
        }
      }
    },
    "SourcePage": {
      "title": "SourcePage",
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
            "$ref": "#/$defs/SourceItem"
          }
        }
      }
    },
    "FormSource": {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:egov-form:source:v1",
      "title": "FormSource",
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
        "migrations": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Migration"
          }
        },
        "pages": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/SourcePage"
          }
        },
        "parameters": {
          "type": "object",
          "additionalProperties": {
            "$ref": "#/$defs/Parameter"
          },
          "propertyNames": {
            "pattern": "^[A-Za-z][A-Za-z0-9-]*$"
          }
        },
        "use": {
          "type": "object",
          "additionalProperties": {
            "$ref": "#/$defs/Use"
          },
          "propertyNames": {
            "pattern": "^[A-Za-z][A-Za-z0-9-]*$"
          }
        }
      }
    },
    "Block": {
      "title": "Block",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "version",
        "title"
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
        "parameters": {
          "type": "object",
          "additionalProperties": {
            "$ref": "#/$defs/Parameter"
          },
          "propertyNames": {
            "pattern": "^[A-Za-z][A-Za-z0-9-]*$"
          }
        },
        "use": {
          "type": "object",
          "additionalProperties": {
            "$ref": "#/$defs/Use"
          },
          "propertyNames": {
            "pattern": "^[A-Za-z][A-Za-z0-9-]*$"
          }
        },
        "data": {
          "type": "object",
          "title": "DataSchema"
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
        "parts": {
          "type": "object",
          "additionalProperties": {
            "$ref": "#/$defs/SourceItem"
          }
        }
      },
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:egov-form:block:v1"
    },
    "Overlay": {
      "title": "Overlay",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "version",
        "title",
        "for"
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
        "for": {
          "$ref": "#/$defs/OverlayTarget"
        },
        "procedure": {
          "$ref": "#/$defs/OverlayProcedure"
        },
        "data": {
          "type": "object",
          "propertyNames": {
            "pattern": "^(/[^/]+)*$"
          },
          "additionalProperties": {
            "type": "object",
            "title": "DataSchema"
          }
        },
        "required": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Pointer"
          }
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
        "choices": {
          "type": "object",
          "propertyNames": {
            "pattern": "^(/[^/]+)*$"
          },
          "additionalProperties": {
            "$ref": "#/$defs/OverlayChoices"
          }
        },
        "documents": {
          "type": "object",
          "additionalProperties": {
            "$ref": "#/$defs/OverlayDocument"
          }
        },
        "pages": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/OverlayPage"
          }
        },
        "items": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/OverlayItems"
          }
        }
      },
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:egov-form:overlay:v1"
    },
    "OverlayTarget": {
      "title": "OverlayTarget",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "version"
      ],
      "properties": {
        "id": {
          "type": "string",
          "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
          "maxLength": 64
        },
        "version": {
          "type": "string",
          "minLength": 1,
          "maxLength": 100
        }
      }
    },
    "OverlayProcedure": {
      "title": "OverlayProcedure",
      "type": "object",
      "additionalProperties": false,
      "required": [],
      "properties": {
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
        "legal": {
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      }
    },
    "OverlayItems": {
      "title": "OverlayItems",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "page",
        "items"
      ],
      "properties": {
        "page": {
          "type": "string"
        },
        "after": {
          "$ref": "#/$defs/OverlayAnchor"
        },
        "items": {
          "type": "array",
          "items": {
            "$ref": "#/$defs/Item"
          }
        }
      }
    },
    "OverlayAnchor": {
      "title": "OverlayAnchor",
      "anyOf": [
        {
          "$ref": "#/$defs/FieldItem"
        },
        {
          "$ref": "#/$defs/DocumentItem"
        },
        {
          "title": "ListAnchor",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "list"
          ],
          "properties": {
            "list": {
              "$ref": "#/$defs/Pointer"
            }
          }
        }
      ]
    },
    "OverlayChoices": {
      "title": "OverlayChoices",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "values",
        "message"
      ],
      "properties": {
        "values": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": [
              "string",
              "number",
              "boolean"
            ]
          }
        },
        "message": {
          "$ref": "#/$defs/Text"
        }
      }
    },
    "OverlayDocument": {
      "title": "OverlayDocument",
      "type": "object",
      "additionalProperties": false,
      "required": [],
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
    "OverlayPage": {
      "title": "OverlayPage",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "after",
        "page"
      ],
      "properties": {
        "after": {
          "type": "string"
        },
        "page": {
          "$ref": "#/$defs/Page"
        }
      }
    }
  }
};
