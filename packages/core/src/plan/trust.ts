import type {Pattern} from '../json/pattern.ts';
import type {Origin, Trust} from '../provenance/origin.ts';
import type {FormPlan} from './plan.ts';

/** What the definition says about a value that a look-up fills; `undefined` when that look-up does not fill the field. */
export function declaredTrust(plan: FormPlan, lookup: string, {text}: Pattern): Trust | undefined {
  const settings = plan.lookups.get(lookup)?.settings;
  if (!settings || !Object.hasOwn(settings.fill, text)) return undefined;
  const trust = settings.trust ?? {};
  return trust[text] ?? trust['*'] ?? 'correctable';
}

/** An origin from outside, with the trust that the definition gives and not the one that it claims. */
export function trustedOrigin(origin: Origin, plan: FormPlan, pattern: Pattern): Origin {
  if (origin.kind !== 'register') return origin;
  const trust = declaredTrust(plan, origin.lookup, pattern);
  return trust === undefined || trust === origin.trust ? origin : {...origin, trust};
}
