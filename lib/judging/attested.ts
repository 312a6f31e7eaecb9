import type { AnyDataset } from '../evidence/dataset.ts';
import { type EvidenceDocument, isWhole } from '../evidence/document.ts';
import { type AttestedScope, attestationOn, attestedText } from './attestation.ts';
import type { ControlInput } from './control.ts';
import { type Judgement, unknown } from './judgement.ts';
import { isOf } from './need.ts';

/** One thing that an attestation may speak of: a connection, a policy document, a shared account. */
export interface Topic {
  readonly kind: keyof AttestedScope;
  readonly name: string;
}

/**
 * What an attestation comes to for one thing: the one way by which attested controls take it. It says nothing of what
 * came into the configuration after it was given.
 *
 * @param notAttested what is not known, and how to attest it; where there is no attestation
 */
export function attested(
  { attestation, now }: Pick<ControlInput, 'attestation' | 'now'>,
  { kind, name }: Topic,
  notAttested: string,
): Judgement {
  if (!attestation) return unknown(notAttested);
  const own = attestationOn(attestation, kind, name);
  if (own) return { verdict: 'pass', reason: attestedText(own, now) };
  const { at, by } = attestation;
  return unknown(`${notAttested} The attestation of ${by} on ${at.slice(0, 10)} is older than ${name}.`);
}

/**
 * Why a dataset that could contradict an attestation was not seen well enough to do so; null where it was, or where the
 * connection has no such dataset, or no credential for it.
 */
export function unseenEvidence(
  documents: readonly EvidenceDocument[],
  connection: string,
  dataset: AnyDataset,
): string | null {
  const found = documents.find((one) => one.connection === connection && isOf(one, dataset));
  if (!found || isWhole(found) || found.problem?.code === 'not-configured') return null;
  return `Somebody attested it, but ${connection}/${dataset.name}, which could contradict it, is incomplete: ${found.problem?.message ?? 'no reason was given.'}`;
}
