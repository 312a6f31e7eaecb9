import { type Attestation, attestationInForce } from '../../judging/attestation.ts';
import type { OwnApproval } from '../../judging/own-approvals.ts';
import type { Waiver } from '../../judging/waivers.ts';
import type { AttestationHistory, Interval, WaiverHistory } from '../../report/model.ts';
import type { PackagedNight } from '../period/period-evidence.ts';
import { intervalsOfValues, intervalsWhere } from './intervals.ts';

/** Which nights a waiver covered a failing subject on, by the name that `waiverName` gives it. */
export type Coverage = ReadonlyMap<string, readonly boolean[]>;

/** What a finding names of a waiver, with whom it is for. */
export function waiverName(
  control: string,
  subject: string,
  { reason, approvedBy, expires }: Pick<Waiver, 'reason' | 'approvedBy' | 'expires'>,
): string {
  return JSON.stringify([control, subject.toLowerCase(), reason, approvedBy, expires]);
}

/** Every waiver that the configuration had on a night, as it stood there, with what it covered. */
export function waiverHistories(
  nights: readonly PackagedNight[],
  covered: Coverage,
): readonly WaiverHistory[] {
  const waivers = new Map<string, Waiver>();
  for (const { findings } of nights)
    for (const waiver of findings?.waivers ?? [])
      waivers.set(waiverName(waiver.control, waiver.subject, waiver), waiver);
  return [...waivers].flatMap(([name, waiver]) => {
    const there = nights.map(({ findings }) =>
      findings ? findings.waivers.some((one) => waiverName(one.control, one.subject, one) === name) : null,
    );
    const held = covered.get(name);
    return intervalsOfValues(there, (a, b) => a === b)
      .filter(({ value }) => value)
      .map(({ from, to }) => ({
        ...waiver,
        own: isOwn(nights, waiver),
        from,
        to,
        covered: intervalsWhere(
          nights.map(({ findings }, at) => (findings ? at >= from && at <= to && held?.[at] === true : null)),
        ),
      }));
  });
}

function isOwn(nights: readonly PackagedNight[], { approvedBy, control, subject }: Waiver): boolean {
  return approvals(nights).some(
    (one) =>
      one.of === 'waiver' &&
      one.control === control &&
      one.by === approvedBy &&
      [one.subject, one.key ?? ''].some((name) => name.toLowerCase() === subject.toLowerCase()),
  );
}

function ownSubjects(
  nights: readonly PackagedNight[],
  { by, control }: Pick<Attestation, 'by' | 'control'>,
): string[] {
  const own = approvals(nights).filter(
    (one) => one.of === 'attestation' && one.control === control && one.by === by,
  );
  return [...new Set(own.map(({ subject }) => subject))].sort();
}

function approvals(nights: readonly PackagedNight[]): readonly OwnApproval[] {
  return nights.flatMap(({ findings }) => findings?.ownApprovals ?? []);
}

export interface StoredAttestation {
  readonly path: string;
  readonly sha256: string;
  readonly attestation: Attestation;
}

/** Every attestation that a night of the period named, with the nights on which it was the one that counted. */
export function attestationHistories(
  nights: readonly PackagedNight[],
  attestations: readonly StoredAttestation[],
): readonly AttestationHistory[] {
  const byPath = new Map(attestations.map((stored) => [stored.path, stored]));
  const counting = nights.map(({ findings, run }) => {
    if (!findings) return null;
    const there = findings.attestations.flatMap(({ path }) => byPath.get(path) ?? []);
    const all = there.map(({ attestation }) => attestation);
    const inForce = [...new Set(all.map(({ control }) => control))].map((control) =>
      attestationInForce(all, control, new Date(run), findings.timezone),
    );
    return new Set(there.filter(({ attestation }) => inForce.includes(attestation)).map(({ path }) => path));
  });
  return attestations.map(({ path, sha256, attestation }) => {
    const { schema: _, ...stored } = attestation;
    const covered: readonly Interval[] = intervalsWhere(counting.map((paths) => paths?.has(path) ?? null));
    return { ...stored, path, sha256, own: ownSubjects(nights, stored), covered };
  });
}
