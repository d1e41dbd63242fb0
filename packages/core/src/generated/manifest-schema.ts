// Generated from schemas/ by `npm run generate`. Do not edit.
import type {JsonSchema} from '../json/json.ts';

/** schemas/manifest/v1.json without its descriptions. */
export const MANIFEST_SCHEMA: JsonSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:egov-form:manifest:v1",
  "title": "Manifest",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "format",
    "id",
    "version",
    "library",
    "needs",
    "definition",
    "files"
  ],
  "properties": {
    "format": {
      "const": 1
    },
    "id": {
      "type": "string",
      "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
      "maxLength": 100
    },
    "version": {
      "$ref": "#/$defs/Version"
    },
    "library": {
      "type": "string",
      "pattern": "^\\^[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}$"
    },
    "needs": {
      "$ref": "#/$defs/Needs"
    },
    "definition": {
      "$ref": "#/$defs/Hash"
    },
    "official": {
      "$ref": "#/$defs/Part"
    },
    "overlays": {
      "type": "array",
      "items": {
        "$ref": "#/$defs/Part"
      }
    },
    "files": {
      "type": "object",
      "propertyNames": {
        "pattern": "^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$",
        "maxLength": 200
      },
      "additionalProperties": {
        "$ref": "#/$defs/Hash"
      }
    }
  },
  "$defs": {
    "Version": {
      "type": "string",
      "pattern": "^[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}$"
    },
    "Hash": {
      "type": "string",
      "pattern": "^sha256-[A-Za-z0-9+/]{43}=$"
    },
    "Names": {
      "type": "array",
      "items": {
        "type": "string",
        "minLength": 1,
        "maxLength": 200
      },
      "uniqueItems": true
    },
    "Needs": {
      "title": "Needs",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "connectors": {
          "$ref": "#/$defs/Names"
        },
        "natures": {
          "$ref": "#/$defs/Names"
        },
        "languages": {
          "$ref": "#/$defs/Names"
        },
        "fieldTypes": {
          "$ref": "#/$defs/Names"
        },
        "formats": {
          "$ref": "#/$defs/Names"
        },
        "lists": {
          "$ref": "#/$defs/Names"
        }
      }
    },
    "Part": {
      "title": "ManifestPart",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "id",
        "version",
        "hash"
      ],
      "properties": {
        "id": {
          "type": "string",
          "minLength": 1,
          "maxLength": 200
        },
        "version": {
          "$ref": "#/$defs/Version"
        },
        "hash": {
          "$ref": "#/$defs/Hash"
        }
      }
    }
  }
};
