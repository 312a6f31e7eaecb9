import { catalog } from '../../lib/controls/catalog.ts';
import type { Json } from './company.ts';

export type Verdict = 'pass' | 'fail' | 'unknown';

/** No API answers these: they are unknown until a person attests them. */
export const attested = ['onepassword.mfa-enforced', 'onepassword.totp-in-vault'];

/** What the controls say when there is nothing to object to. */
export const clean: Readonly<Record<string, Verdict>> = Object.fromEntries(
  catalog.map(({ id }) => [id, attested.includes(id) ? 'unknown' : 'pass']),
);

/** Every control with this verdict, but for those that are attested. */
export function all(prefixes: readonly string[], verdict: Verdict): Record<string, Verdict> {
  const ids = Object.keys(clean).filter((id) => prefixes.some((prefix) => id.startsWith(prefix)));
  return Object.fromEntries(ids.filter((id) => !attested.includes(id)).map((id) => [id, verdict]));
}

export function verdictsIn(run: Json): Record<string, Verdict> {
  return Object.fromEntries(run.controls.map(({ id, verdict }: Json) => [id, verdict]));
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
