// Generated from schemas/ by `npm run generate`. Do not edit.
import type {JsonSchema} from '@egov-form/core';

/** schemas/connectors/configuration/v1.json without its descriptions. */
export const CONFIGURATION_SCHEMA: JsonSchema = {
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "$id": "urn:egov-form:connectors:v1",
  "title": "ConnectorConfiguration",
  "type": "object",
  "additionalProperties": false,
  "required": [
    "connectors"
  ],
  "properties": {
    "$schema": {
      "type": "string"
    },
    "connectors": {
      "type": "object",
      "propertyNames": {
        "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
      },
      "additionalProperties": {
        "$ref": "#/$defs/connector"
      }
    }
  },
  "$defs": {
    "connector": {
      "title": "ConnectorSettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "service",
        "through"
      ],
      "properties": {
        "service": {},
        "through": {},
        "settings": {
          "type": "object",
          "propertyNames": {
            "pattern": "^[A-Za-z][A-Za-z0-9]*$"
          },
          "additionalProperties": {
            "type": "string",
            "maxLength": 200
          }
        },
        "timeoutMs": {
          "type": "integer",
          "minimum": 50,
          "maximum": 60000
        }
      }
    },
    "text": {
      "title": "Wording",
      "type": "object",
      "additionalProperties": {
        "type": "string",
        "minLength": 1
      },
      "required": [
        "vi",
        "en"
      ],
      "properties": {
        "vi": {
          "type": "string",
          "minLength": 1
        },
        "en": {
          "type": "string",
          "minLength": 1
        }
      }
    },
    "secret": {
      "title": "SecretPlace",
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "env": {
          "type": "string",
          "pattern": "^[A-Za-z_][A-Za-z0-9_]*$"
        },
        "file": {
          "type": "string",
          "minLength": 1
        }
      }
    },
    "address": {
      "type": "string",
      "pattern": "^https?://[^\\s?#]+$"
    },
    "templates": {
      "type": "object",
      "additionalProperties": {
        "type": "string",
        "maxLength": 500
      }
    },
    "path": {
      "type": "string",
      "pattern": "^\\$",
      "maxLength": 300
    },
    "column": {
      "type": "string",
      "pattern": "^[A-Za-z_][A-Za-z0-9_]{0,62}$"
    },
    "maxBytes": {
      "type": "integer",
      "minimum": 1000,
      "maximum": 268435456
    },
    "auth": {
      "title": "AuthSettings",
      "oneOf": [
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "user",
            "password"
          ],
          "properties": {
            "kind": {
              "const": "basic"
            },
            "user": {
              "$ref": "#/$defs/secret"
            },
            "password": {
              "$ref": "#/$defs/secret"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "header",
            "key"
          ],
          "properties": {
            "kind": {
              "const": "api-key"
            },
            "header": {
              "type": "string",
              "pattern": "^[A-Za-z][A-Za-z0-9-]*$"
            },
            "key": {
              "$ref": "#/$defs/secret"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "token"
          ],
          "properties": {
            "kind": {
              "const": "token"
            },
            "token": {
              "$ref": "#/$defs/token"
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "kind",
            "user",
            "secret",
            "apiKey"
          ],
          "properties": {
            "kind": {
              "const": "ndxp"
            },
            "user": {
              "$ref": "#/$defs/secret"
            },
            "secret": {
              "$ref": "#/$defs/secret"
            },
            "apiKey": {
              "$ref": "#/$defs/secret"
            }
          }
        }
      ]
    },
    "token": {
      "title": "TokenSettings",
      "oneOf": [
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "url",
            "variant",
            "consumerKey",
            "consumerSecret"
          ],
          "properties": {
            "url": {
              "$ref": "#/$defs/address"
            },
            "variant": {
              "const": "basic"
            },
            "consumerKey": {
              "$ref": "#/$defs/secret"
            },
            "consumerSecret": {
              "$ref": "#/$defs/secret"
            },
            "earlyMs": {
              "type": "integer",
              "minimum": 0
            }
          }
        },
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "url",
            "variant",
            "accessKey",
            "secretKey",
            "appName",
            "partnerCode"
          ],
          "properties": {
            "url": {
              "$ref": "#/$defs/address"
            },
            "variant": {
              "const": "lgspaccesstoken"
            },
            "accessKey": {
              "$ref": "#/$defs/secret"
            },
            "secretKey": {
              "$ref": "#/$defs/secret"
            },
            "appName": {
              "type": "string"
            },
            "partnerCode": {
              "type": "string"
            },
            "partnerCodeCus": {
              "type": "string"
            },
            "earlyMs": {
              "type": "integer",
              "minimum": 0
            }
          }
        }
      ]
    },
    "rest": {
      "title": "RestSettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "adapter",
        "url"
      ],
      "properties": {
        "adapter": {
          "const": "rest"
        },
        "url": {
          "$ref": "#/$defs/address"
        },
        "allowHttp": {
          "type": "boolean"
        },
        "method": {
          "enum": [
            "GET",
            "POST"
          ]
        },
        "path": {
          "type": "string",
          "pattern": "^/"
        },
        "query": {
          "$ref": "#/$defs/templates"
        },
        "headers": {
          "$ref": "#/$defs/templates"
        },
        "body": {
          "enum": [
            "json",
            "form"
          ]
        },
        "auth": {
          "$ref": "#/$defs/auth"
        },
        "notFoundStatus": {
          "type": "array",
          "items": {
            "type": "integer",
            "minimum": 400,
            "maximum": 499
          }
        },
        "maxBytes": {
          "$ref": "#/$defs/maxBytes"
        }
      }
    },
    "lgsp": {
      "title": "LgspSettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "adapter",
        "url",
        "token"
      ],
      "properties": {
        "adapter": {
          "const": "lgsp"
        },
        "url": {
          "$ref": "#/$defs/address"
        },
        "allowHttp": {
          "type": "boolean"
        },
        "token": {
          "$ref": "#/$defs/token"
        },
        "headers": {
          "$ref": "#/$defs/templates"
        },
        "maxBytes": {
          "$ref": "#/$defs/maxBytes"
        }
      }
    },
    "xroad": {
      "title": "XroadSettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "adapter",
        "url",
        "style",
        "client",
        "service"
      ],
      "properties": {
        "adapter": {
          "const": "xroad"
        },
        "url": {
          "$ref": "#/$defs/address"
        },
        "allowHttp": {
          "type": "boolean"
        },
        "style": {
          "enum": [
            "rest",
            "soap"
          ]
        },
        "client": {
          "type": "string",
          "pattern": "^[^/]+(/[^/]+){2,3}$"
        },
        "service": {
          "type": "string",
          "pattern": "^[^/]+(/[^/]+){3,5}$"
        },
        "method": {
          "enum": [
            "GET",
            "POST"
          ]
        },
        "path": {
          "type": "string",
          "pattern": "^/"
        },
        "query": {
          "$ref": "#/$defs/templates"
        },
        "headers": {
          "$ref": "#/$defs/templates"
        },
        "namespace": {
          "type": "string",
          "maxLength": 300
        },
        "operation": {
          "type": "string",
          "pattern": "^[A-Za-z_][A-Za-z0-9_.-]*$"
        },
        "userCountry": {
          "type": "string",
          "pattern": "^[A-Z]{2}$"
        },
        "requestHash": {
          "enum": [
            "required",
            "present",
            "ignored"
          ]
        },
        "auth": {
          "$ref": "#/$defs/auth"
        },
        "notFoundStatus": {
          "type": "array",
          "items": {
            "type": "integer",
            "minimum": 400,
            "maximum": 499
          }
        },
        "maxBytes": {
          "$ref": "#/$defs/maxBytes"
        }
      }
    },
    "sql": {
      "title": "SqlSettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "adapter",
        "database",
        "view",
        "columns",
        "where"
      ],
      "properties": {
        "adapter": {
          "const": "sql"
        },
        "database": {
          "$ref": "#/$defs/secret"
        },
        "schema": {
          "$ref": "#/$defs/column"
        },
        "view": {
          "$ref": "#/$defs/column"
        },
        "columns": {
          "type": "array",
          "minItems": 1,
          "maxItems": 200,
          "uniqueItems": true,
          "items": {
            "$ref": "#/$defs/column"
          }
        },
        "where": {
          "type": "object",
          "minProperties": 1,
          "propertyNames": {
            "$ref": "#/$defs/column"
          },
          "additionalProperties": {
            "type": "string"
          }
        },
        "maxRows": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000
        },
        "maxConnections": {
          "type": "integer",
          "minimum": 1,
          "maximum": 50
        },
        "statementTimeoutMs": {
          "type": "integer",
          "minimum": 50,
          "maximum": 60000
        }
      }
    },
    "file": {
      "title": "FileSettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "adapter",
        "path",
        "format",
        "where"
      ],
      "properties": {
        "adapter": {
          "const": "file"
        },
        "path": {
          "type": "string",
          "minLength": 1
        },
        "format": {
          "enum": [
            "csv",
            "json"
          ]
        },
        "delimiter": {
          "enum": [
            ",",
            ";",
            "\t",
            "|"
          ]
        },
        "rows": {
          "$ref": "#/$defs/path"
        },
        "where": {
          "type": "object",
          "minProperties": 1,
          "additionalProperties": {
            "type": "string"
          }
        },
        "maxRows": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000
        },
        "maxBytes": {
          "$ref": "#/$defs/maxBytes"
        }
      }
    },
    "mapping": {
      "title": "ServiceMapping",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "title",
        "about",
        "subject",
        "keys",
        "answer",
        "attributes"
      ],
      "properties": {
        "title": {
          "$ref": "#/$defs/text"
        },
        "about": {
          "enum": [
            "public",
            "person"
          ]
        },
        "subject": {
          "type": "string"
        },
        "secondFactors": {
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "keys": {
          "type": "object",
          "minProperties": 1,
          "maxProperties": 10,
          "additionalProperties": {
            "$ref": "#/$defs/key"
          }
        },
        "oneOf": {
          "type": "array",
          "minItems": 1,
          "items": {
            "type": "string"
          }
        },
        "request": {
          "type": "object"
        },
        "answer": {
          "title": "AnswerSettings",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "present",
            "same"
          ],
          "properties": {
            "present": {
              "$ref": "#/$defs/path"
            },
            "records": {
              "$ref": "#/$defs/path"
            },
            "same": {
              "type": "object",
              "minProperties": 1,
              "additionalProperties": {
                "type": "string"
              }
            },
            "needs": {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            "collect": {
              "type": "boolean"
            },
            "denied": {
              "$ref": "#/$defs/path"
            },
            "updated": {
              "title": "UpdatedSettings",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "at"
              ],
              "properties": {
                "at": {
                  "$ref": "#/$defs/path"
                },
                "as": {
                  "enum": [
                    "date",
                    "compact-date",
                    "slash-date"
                  ]
                }
              }
            },
            "fresh": {
              "title": "FreshSettings",
              "type": "object",
              "additionalProperties": false,
              "required": [
                "at",
                "days"
              ],
              "properties": {
                "at": {
                  "$ref": "#/$defs/path"
                },
                "as": {
                  "enum": [
                    "date",
                    "compact-date",
                    "slash-date"
                  ]
                },
                "days": {
                  "type": "integer",
                  "minimum": 1
                }
              }
            }
          }
        },
        "errors": {
          "title": "ErrorSettings",
          "type": "object",
          "additionalProperties": false,
          "required": [
            "at"
          ],
          "properties": {
            "at": {
              "type": "array",
              "minItems": 1,
              "items": {
                "$ref": "#/$defs/path"
              }
            },
            "none": {
              "$ref": "#/$defs/codes"
            },
            "notFound": {
              "$ref": "#/$defs/codes"
            },
            "forbidden": {
              "$ref": "#/$defs/codes"
            },
            "slow": {
              "$ref": "#/$defs/codes"
            },
            "limited": {
              "$ref": "#/$defs/codes"
            }
          }
        },
        "attributes": {
          "type": "object",
          "minProperties": 1,
          "additionalProperties": {
            "$ref": "#/$defs/attribute"
          }
        }
      }
    },
    "codes": {
      "type": "array",
      "items": {
        "type": "string"
      }
    },
    "key": {
      "title": "KeySettings",
      "type": "object",
      "additionalProperties": false,
      "required": [
        "kind"
      ],
      "properties": {
        "kind": {
          "enum": [
            "text",
            "personal-id",
            "person-name",
            "date",
            "partial-date",
            "enterprise-code",
            "tax-code",
            "plate",
            "gender"
          ]
        },
        "required": {
          "type": "boolean"
        }
      }
    },
    "attribute": {
      "title": "AttributeSettings",
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "first": {
          "type": "array",
          "minItems": 2,
          "items": {
            "$ref": "#/$defs/attribute"
          }
        },
        "at": {
          "$ref": "#/$defs/path"
        },
        "as": {
          "$ref": "#/$defs/cast"
        },
        "values": {
          "type": "object"
        },
        "words": {
          "title": "WordSettings",
          "type": "array",
          "items": {
            "type": "object",
            "additionalProperties": false,
            "required": [
              "contains",
              "value"
            ],
            "properties": {
              "contains": {
                "$ref": "#/$defs/codes"
              },
              "value": {
                "type": "string"
              }
            }
          }
        },
        "otherwise": {
          "type": "string"
        },
        "except": {
          "$ref": "#/$defs/codes"
        },
        "length": {
          "type": "integer",
          "minimum": 1
        },
        "before": {
          "type": "string"
        },
        "suffix": {
          "type": "string"
        },
        "maxAgeDays": {
          "type": "integer",
          "minimum": 1
        },
        "members": {
          "type": "object"
        },
        "model": {
          "type": "string",
          "pattern": "^urn:egov-form:[a-z]+:v[0-9]+(#(/[A-Za-z]+)+)?$"
        }
      }
    },
    "cast": {
      "title": "Cast",
      "enum": [
        "text",
        "code",
        "name",
        "organization-name",
        "personal-id",
        "tax-code",
        "plate",
        "date",
        "compact-date",
        "compact-full-date",
        "slash-date",
        "year",
        "number",
        "whole",
        "positive",
        "flag",
        "requester",
        "address",
        "address-text",
        "object",
        "list"
      ]
    }
  }
};
