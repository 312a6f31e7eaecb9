import { canonicalText } from '../evidence/canonical.ts';
import type { GooglePolicy } from '../evidence/datasets/google-workspace.ts';
import { reachOf } from '../providers/google-workspace/controls/two-step-policy/query.ts';
import { type DriftEvent, driftEvent } from './event.ts';

/** Policies that were made, changed or removed. Both lists were seen whole. */
export function settingDrift(
  run: string,
  before: Iterable<GooglePolicy>,
  after: Iterable<GooglePolicy>,
): DriftEvent[] {
  const [was, is] = [byPlace(before), byPlace(after)];
  const places = [...new Set([...was.keys(), ...is.keys()])].sort();
  return places.flatMap((place) => {
    const [from, to] = [was.get(place) ?? null, is.get(place) ?? null];
    if (from === to) return [];
    const message = `It was ${from ?? 'not set'} and is now ${to ?? 'not set'}.`;
    return [
      driftEvent(run, {
        type: 'setting.changed',
        control: null,
        subject: place,
        before: from,
        after: to,
        message,
      }),
    ];
  });
}

/**
 * The values by setting and place rather than by the policy's name, which changes when a policy is made anew.
 * Several policies of one place are told together, so that none hides another.
 */
function byPlace(policies: Iterable<GooglePolicy>): Map<string, string> {
  const found = new Map<string, string[]>();
  for (const policy of policies) {
    const place = `2-step verification ${policy.setting} for ${placeOf(policy)}`;
    found.set(place, [...(found.get(place) ?? []), canonicalText(policy.value)]);
  }
  return new Map([...found].map(([place, values]) => [place, values.sort().join(' and ')]));
}

function placeOf(policy: GooglePolicy): string {
  const where = policy.group ? `group ${policy.group}` : `unit ${policy.orgUnit ?? 'unknown'}`;
  const condition = reachOf(policy) === 'plain' ? '' : `, where ${policy.query}`;
  return `${where}${condition}, order ${policy.sortOrder}`;
}
