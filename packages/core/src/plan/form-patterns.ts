/** The patterns of one form. */
import type {JsonSchema} from '../json/json.ts';
import {type IsRow, Pattern} from '../json/pattern.ts';
import type {Segments} from '../json/pointer.ts';
import {isRowOfSchema} from '../schema/schema-view.ts';

export class FormPatterns {
  readonly #data: JsonSchema;
  readonly #schemas: ReadonlyMap<string, JsonSchema>;
  readonly #ways: WeakMap<Segments, readonly string[]> = new WeakMap();
  readonly #isRow: IsRow = (around, segment) => this.isRow(around, segment) === true;

  constructor(data: JsonSchema, schemas: ReadonlyMap<string, JsonSchema>) {
    this.#data = data;
    this.#schemas = schemas;
  }

  /** One that the definition writes. @throws FormError `EGOV_CORE_POINTER` */
  parse(text: string): Pattern {
    return Pattern.parse(text, this.#isRow);
  }

  /** That of a place in the answers, or of a rule's path. */
  of(path: Segments): Pattern {
    return Pattern.generalize(path, this.#isRow);
  }

  /** Texts of the patterns on the way to a place, by length. Found once for the path of a rule, which is read again and again. */
  waysTo(path: Segments): readonly string[] {
    let found = this.#ways.get(path);
    if (!found) {
      found = this.of(path).prefixTexts;
      this.#ways.set(path, found);
    }
    return found;
  }

  /** Whether a segment below a place is a row; `undefined` when the schema knows no such place. */
  isRow(around: Segments, segment: string): boolean | undefined {
    return isRowOfSchema(this.#data, around, segment, this.#schemas);
  }
}
