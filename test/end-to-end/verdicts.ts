import { catalog } from '../../lib/controls/catalog.ts';
import type { Json } from './company.ts';

export type Verdict = 'pass' | 'fail' | 'unknown';

/** What Google, 1Password, the two together and the evidence itself decide. */
const rooms = ['evidence.', 'google-workspace.', 'onepassword.', 'people.'];
/** Judged only where vaults are derived from events: here they are exported anew. */
const elsewhere = 'onepassword.derived-membership-agrees';
const decided = catalog.filter(({ id }) => id !== elsewhere && rooms.some((room) => id.startsWith(room)));

/** No API answers these: they are unknown until a person attests them. */
export const attested = decided.filter((control) => control.attested).map(({ id }) => id);

/** What the controls say when there is nothing to object to. */
export const clean: Readonly<Record<string, Verdict>> = Object.fromEntries(
  decided.map(({ id }) => [id, attested.includes(id) ? 'unknown' : 'pass']),
);

/** Every control with this verdict, but for those that are attested. */
export function all(prefixes: readonly string[], verdict: Verdict): Record<string, Verdict> {
  const ids = Object.keys(clean).filter((id) => prefixes.some((prefix) => id.startsWith(prefix)));
  return Object.fromEntries(ids.filter((id) => !attested.includes(id)).map((id) => [id, verdict]));
}

/** What a run says of the controls that the providers decide. */
export function verdictsIn(run: Json): Record<string, Verdict> {
  const judged = run.controls.filter(({ id }: Json) => id in clean);
  return Object.fromEntries(judged.map(({ id, verdict }: Json) => [id, verdict]));
}

/** Controls that came out as something, of all that were judged. */
export function controlsThat(are: Verdict, run: Json): string[] {
  return run.controls.filter(({ verdict }: Json) => verdict === are).map(({ id }: Json) => id);
}

export function exceptionsOf(run: Json, control: string): Json[] {
  return run.controls.find(({ id }: Json) => id === control)?.exceptions ?? [];
}

/** `connection/dataset` to the problem's code, of datasets that are neither complete nor empty. */
export function incomplete(run: Json): Record<string, string> {
  const broken = run.datasets.filter(
    ({ completeness }: Json) => !['complete', 'empty'].includes(completeness),
  );
  return Object.fromEntries(
    broken.map(({ connection, dataset, problem }: Json) => [`${connection}/${dataset}`, problem?.code]),
  );
}

/** The controls by short names. */
export const ids = {
  evidence: 'evidence.complete',
  enforced: 'google-workspace.mfa-enforced',
  enrolled: 'google-workspace.mfa-enrolled',
  strong: 'google-workspace.mfa-strong-for-admins',
  superAdmins: 'google-workspace.super-admins-few',
  unused: 'google-workspace.unused-accounts-removed',
  accounts: 'onepassword.account-for-every-employee',
  backup: 'onepassword.shared-vaults-have-a-backup',
  need: 'onepassword.shared-vaults-need-to-know',
  personal: 'people.accounts-are-personal',
  leavers: 'people.leavers-have-no-access',
} as const;
