import type { Attestation } from './attestation.ts';
import type { Finding } from './finding.ts';
import { normalAddress } from './people/address.ts';
import type { People } from './people/people.ts';
import { policyKey, type Standard } from './standard.ts';

/** Somebody who approved, or attested, what they are themselves the subject of. An auditor is told; no verdict changes. */
export interface OwnApproval {
  readonly of: 'waiver' | 'attestation';
  readonly control: string;
  readonly subject: string;
  readonly key: string | null;
  /** As the waiver or the attestation names them. */
  readonly by: string;
}

/** One control's findings that rest on somebody's approval or attestation. */
export interface Approved {
  readonly findings: Iterable<Finding>;
  /** The attestation that counts for the control, if it takes one. */
  readonly attestation: Attestation | null;
}

/** Those of a control's findings whose subject approved them, or gave the attestation that they rest on. */
export function ownApprovals(
  { findings, attestation }: Approved,
  standard: Standard,
  people: People,
): OwnApproval[] {
  const approver = approverIn(people);
  const found: OwnApproval[] = [];
  for (const finding of findings) {
    const { control, key = null, subject, verdict, waiver } = finding;
    const waived = verdict === 'fail' && waiver && waiver.approvedBy !== 'policy' ? waiver.approvedBy : null;
    const attested = attestation && verdict === 'pass' ? attestation.by : null;
    const by = waived ?? attested;
    if (by === null) continue;
    const own = subjectsOf(finding, standard, people);
    if (own.includes(approver(by)))
      found.push({ of: waived === null ? 'attestation' : 'waiver', control, subject, key, by });
  }
  return found;
}

/** One name for whoever signs with this: the person's address where it is one. */
function approverIn(people: People): (by: string) => string {
  return (by) => {
    const address = normalAddress(by);
    const found = people.find(address);
    return found.kind === 'person' ? found.person.address : address;
  };
}

/** Who a subject is, by address: whose account it is, or whose document. */
function subjectsOf(
  { key, subject }: Pick<Finding, 'key' | 'subject'>,
  { connections, policies }: Standard,
  people: People,
): readonly string[] {
  const person = approverIn(people);
  const [, named = subject, where] = /^(.*) \(([^()]+)\)$/.exec(subject) ?? [];
  const account = normalAddress(connections.some(({ id }) => id === where) ? named : subject);
  const connection = connections.find(({ id }) => id === where || key?.startsWith(`${id}/`));
  const owners = policies.flatMap((policy) =>
    policyKey(policy) === key && policy.owner ? [policy.owner] : [],
  );
  const email = account.includes('@') ? account : null;
  const whose =
    connection && people.whose({ connection: connection.id, provider: connection.provider, account, email });
  const owner = whose?.kind === 'person' ? [whose.person.address] : [];
  return [...owner, ...(email === null ? [] : [person(email)]), ...owners.map(person)];
}
