import pg from 'pg';

/** Statements that a connection keeps prepared at most: lists of values make texts of any length. */
const MOST = 200;

/**
 * A connection that has PostgreSQL plan a statement with values once and then sends values alone.
 *
 * Limits  Not for a pooler between that changes connections by transaction. A statement that reads `*` is not kept: a migration
 *         by a newer process would change what it returns, which PostgreSQL refuses for a kept one.
 */
export class PreparingClient extends pg.Client {
  readonly #names = new Map<string, string>();

  // Kysely and the queue ask with text and values; every other way of asking is the driver's.
  override query = ((asked: unknown, values: unknown, ...rest: unknown[]): unknown => {
    const ask = super.query.bind(this) as (...given: unknown[]) => unknown;
    const name = typeof asked === 'string' && Array.isArray(values) && values.length > 0 ? this.#nameOf(asked) : undefined;
    return name === undefined ? ask(asked, values, ...rest) : ask({name, text: asked}, values, ...rest);
  }) as pg.Client['query'];

  #nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || this.#names.size >= MOST || text.includes('*')) return known;
    const name = `kept-${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}
