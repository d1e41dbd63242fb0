import type {DefinitionProblem} from '../definition/definition-shape.ts';
import {shapeProblems} from '../definition/definition-shape.ts';
import {type SchemaObject, shapeOf} from '../definition/shape.ts';
import {COMPOSITION_SCHEMA} from '../generated/composition-schema.ts';
import {DEFINITION_SCHEMA} from '../generated/definition-schema.ts';
import type {Json, JsonSchema} from '../json/json.ts';
import {splitPointer, valueAt} from '../json/pointer.ts';

const partsOf = (schema: JsonSchema): SchemaObject => (schema as SchemaObject)['$defs'] as SchemaObject;
const PARTS: SchemaObject = {$defs: {...partsOf(DEFINITION_SCHEMA), ...partsOf(COMPOSITION_SCHEMA)}};

/** Every place where unknown JSON is not the document that it should be; a placeholder may stand for any value. Never throws. */
export function templateProblems(json: unknown, name: 'FormSource' | 'Block' | 'Overlay'): readonly DefinitionProblem[] {
  return shapeProblems(json, shapeOf({$ref: `#/$defs/${name}`}, PARTS)).filter(({pointer}) => {
    const value = valueAt(json as Json, splitPointer(pointer));
    return typeof value !== 'string' || !/^\{[a-z][A-Za-z0-9]*\}$/u.test(value);
  });
}
