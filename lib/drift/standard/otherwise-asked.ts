import { canonicalText } from '../../evidence/canonical.ts';
import { sourcesOf } from '../../judging/people/listed.ts';
import type { Standard } from '../../judging/standard.ts';
import type { Cause, DriftEvent } from '../event.ts';
import type { StandardChange } from './standard.ts';

/** Says of a change of a control that reads these connections what the standard may have had to do with it. */
export type OtherwiseAsked = (
  event: DriftEvent,
  reads: readonly string[],
) => Exclude<Cause, 'evidence'> | null;

/**
 * Where the two nights did not ask the same of a connection, what it showed cannot be compared: judging tonight's evidence
 * by last night's standard would take what was not asked for what is not there. A control that names no needs speaks of
 * whatever is connected.
 */
export function otherwiseAsked({ after, before }: StandardChange): OtherwiseAsked {
  if (before === null) return () => null;
  const [was, is] = [askedOf(before), askedOf(after)];
  const all = new Set([...was.keys(), ...is.keys()]);
  const changed = new Set([...all].filter((id) => was.get(id) !== is.get(id)));
  const isOfPeople = [...sourcesOf(before), ...sourcesOf(after)].some((source) => changed.has(source));
  return ({ after: state, key }, reads) => {
    if (changed.size === 0 || (reads.length > 0 && !reads.some((id) => changed.has(id)))) return null;
    const own = key === undefined ? undefined : [...all].find((id) => key === id || key.startsWith(`${id}/`));
    if (own === undefined || isOfPeople) return 'both';
    if (!changed.has(own)) return null;
    return state === null && !is.has(own) ? 'standard' : 'both';
  };
}

/**
 * What is asked of each connection, where, and how much of it is taken: by its own settings, by the lists that some datasets
 * are only for, and by the limits of all.
 */
function askedOf({ connections, limits, policies }: Standard): ReadonlyMap<string, string> {
  return new Map(
    connections.map(({ endpoint, id, provider, settings }) => {
      const own = policies.filter(({ connection }) => connection === id);
      const asked = { provider, settings, policies: own, endpoint: endpoint ?? null, limits: limits ?? null };
      return [id, canonicalText(asked)];
    }),
  );
}
