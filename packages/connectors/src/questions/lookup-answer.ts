/** A register's answer as the form that asked gets it: what it declares, and why the rest is not there. */
import type {JsonObject, LookupAnswer, LookupGap, LookupSettings, LookupSource} from '@egov-form/core';
import {isOlder} from '../mapping/read-answer.ts';
import type {RegisterAnswer} from '../register.ts';
import {attributePath, declaredAttributes, declaredValues} from './lookup-attributes.ts';

type Found = Extract<RegisterAnswer, {state: 'found'}>;

/**
 * What a form gets of a record: only the attributes that its look-up fills from, without what is older than it believes.
 * `partial` says that one of them is missing. Whoever answers for the register adds a receipt.
 *
 * @param at - when the register answered.
 */
export function declaredAnswer(
  settings: LookupSettings,
  found: Found,
  {register, title}: Pick<LookupSource, 'register' | 'title'>,
  at: Date,
): Extract<LookupAnswer, {state: 'filled' | 'partial'}> {
  const gaps = gapsOf(settings, found, at.getTime());
  const values = declaredValues(settings, found.values as JsonObject, Object.keys(gaps));
  const complete = declaredAttributes(settings).every((attribute) => Object.hasOwn(values, attribute));
  return {
    state: complete ? 'filled' : 'partial',
    values,
    source: {register, title, at: at.toISOString()},
    ...(Object.keys(gaps).length > 0 && {gaps}),
  };
}

/** Why declared attributes are not answered: what the register says, and what is older than this form believes. */
function gapsOf(
  settings: LookupSettings,
  {gaps = {}, updated = {}}: Found,
  now: number,
): {readonly [attribute: string]: LookupGap} {
  const {fill, maxAgeDays = {}} = settings;
  const found: {[attribute: string]: LookupGap} = {};
  for (const [pointer, text] of Object.entries(fill)) {
    const {name} = attributePath(text);
    const gap = ownMember(gaps, name);
    const asOf = ownMember(updated, name);
    const days = ownMember(maxAgeDays, pointer) ?? ownMember(maxAgeDays, '*');
    if (gap) found[name] = gap;
    else if (asOf !== undefined && isOlder(asOf, days, now)) found[name] = {reason: 'stale', asOf};
  }
  return found;
}

function ownMember<T>(record: {readonly [name: string]: T} | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
