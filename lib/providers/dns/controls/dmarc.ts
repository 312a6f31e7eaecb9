import { dmarcName } from '../../../evidence/mail/dmarc.ts';
import type { Zone } from '../../../evidence/mail/zone.ts';
import { type Discovered, discover } from './dmarc/discover.ts';
import { enforces, type Policy, policyText, type Readings, readPolicy } from './dmarc/policy.ts';
import { fail, type MailFinding, pass, unknown } from './finding.ts';

/**
 * DMARC passes when the policy in effect for the domain, and for all names below it, is quarantine or reject, for all mail
 * and not as a test: by RFC 7489, after which many mail servers go, and by RFC 9989, which took its place. Where one of the
 * two has it so and the other has not, it is unknown.
 */
export function judgeDmarc(zone: Zone, domain: string): MailFinding {
  const found = discover(zone, domain);
  if ('silent' in found) return unknown(`DMARC is not known: there was no answer on ${found.silent}.`);
  const { newer, older, own } = found;
  if (older === null && newer === null) return fail(absentReason(domain, own));
  const byOlder = policyBy(older, 'older');
  const byNewer = policyBy(newer, 'newer');
  const doubt = byOlder.doubt ?? byNewer.doubt;
  if (!enforced(byOlder) && !enforced(byNewer) && !isUndecided(older))
    return fail(weakReason(byOlder, byNewer));
  if (doubt !== null) return unknown(`DMARC is not known: at ${byNewer.place ?? byOlder.place}, ${doubt}.`);
  return enforced(byOlder) && enforced(byNewer)
    ? pass
    : unknown(differReason(domain, byOlder, byNewer, older));
}

/** What one of the standards makes of it; a policy of null where no record counts. */
interface Reading {
  readonly place: string | null;
  readonly policy: Policy | null;
  readonly doubt: string | null;
  readonly notes: readonly string[];
}

function policyBy(found: Discovered, standard: keyof Pick<Readings, 'older' | 'newer'>): Reading {
  if (found === null || 'undecided' in found) return { place: null, policy: null, doubt: null, notes: [] };
  const { doubt, notes, [standard]: policy } = readPolicy(found.text, found.inherited);
  return { place: dmarcName(found.domain), policy, doubt, notes };
}

function enforced({ policy }: Reading): boolean {
  return policy !== null && enforces(policy);
}

function isUndecided(found: Discovered): found is { readonly undecided: string } {
  return found !== null && 'undecided' in found;
}

function absentReason(domain: string, own: number): string {
  const name = dmarcName(domain);
  return own > 1
    ? `${name} has ${own} DMARC records, so none of them counts: leave one.`
    : `There is no DMARC record at ${name}, nor above it: publish “v=DMARC1; p=reject”.`;
}

function weakReason(older: Reading, newer: Reading): string {
  const { notes, place, policy } = newer.policy ? newer : older;
  const why = notes.length > 0 ? notes.join(', ') : `it asks for ${policy ? policyText(policy) : 'nothing'}`;
  return `DMARC at ${place} does not have all forged mail quarantined or rejected: ${why}.`;
}

function differReason(domain: string, older: Reading, newer: Reading, by7489: Discovered): string {
  const text = ({ place, policy }: Reading) =>
    policy ? `${policyText(policy)} (${place})` : 'no policy at all';
  const first = isUndecided(by7489) ? `not known, since ${by7489.undecided}` : text(older);
  const notes = [...new Set([...older.notes, ...newer.notes])];
  const because = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  return `DMARC of ${domain} is read in two ways${because}: by RFC 7489 it is ${first}, by RFC 9989 it is ${text(newer)}. Publish a record at ${dmarcName(domain)} that both read alike, such as “v=DMARC1; p=reject”.`;
}
