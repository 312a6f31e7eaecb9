import { countDue } from '../seal/nights-due.ts';
import type { Manifest } from './manifest.ts';
import type { PeriodEvidence } from './period/period-evidence.ts';

/** What a manifest says of the evidence as a whole. */
export type Claims = Pick<
  Manifest,
  'organization' | 'locker' | 'period' | 'asOf' | 'head' | 'nights' | 'verification'
>;

/**
 * What follows from a locker for a period, and may be said in a manifest.
 * @param trustedKeys ids of the keys that were trusted from outside
 */
export function claimsOf(evidence: PeriodEvidence, trustedKeys: readonly string[]): Claims {
  const { nights, verification, head, period, asOf } = evidence;
  const { ok, trust, checked, problems } = verification;
  return {
    organization: evidence.organization,
    locker: evidence.origin,
    period,
    asOf: asOf.toISOString(),
    head: { sequence: head.sequence, sha256: head.sha256 },
    nights: countDue(nights),
    verification: { ok, trust, trustedKeys: [...trustedKeys], checked, problems: [...problems] },
  };
}
