import { fileRecords } from '../locker/file-lines.ts';
import type {
  DatasetHistory,
  Maker,
  Night,
  PackageFile,
  ReportModel,
  ReportSources,
  StandardChange,
  SubjectHistory,
  VerificationKey,
} from '../report/model.ts';
import { keyPath } from '../seal/public-key.ts';
import { type DerivedControls, historiesName } from './derive-controls.ts';
import { derivedEvidence, derivedRecords } from './derive-datasets.ts';
import { standardPath } from './derive-standard.ts';
import { type ControlMetadata, notJudged } from './model/controls.ts';
import { attestationHistories, type StoredAttestation, waiverHistories } from './model/decisions.ts';
import type { PackagedNight, PeriodEvidence } from './period/period-evidence.ts';
import type { ScratchFiles } from './scratch-files.ts';
import { lineWindows } from './timeline/line-windows.ts';
import { type Keyed, mergeNights } from './timeline/merge.ts';
import { openTrack } from './timeline/track.ts';

/** So many problems are spelled out on the page; the manifest has them all. */
const mostProblems = 500;

export interface AssembleInput {
  readonly evidence: PeriodEvidence;
  readonly derived: DerivedControls;
  readonly datasets: readonly DatasetHistory[];
  readonly standard: readonly StandardChange[];
  readonly standardMoves: ReportModel['standardMoves'];
  readonly changes: ReportModel['changes'];
  readonly register: ReportModel['register'];
  readonly named: ReportModel['named'];
  readonly attestations: readonly StoredAttestation[];
  readonly metadata: readonly ControlMetadata[];
  /** Ids of the keys that were trusted from outside; empty where those in the locker were believed. */
  readonly trustedKeys: readonly string[];
  readonly keysInPackage: ReadonlySet<string>;
  readonly maker: Pick<Maker, 'version' | 'commit'>;
  readonly pseudonyms: boolean;
  readonly files: readonly PackageFile[];
  readonly opened?: string;
}

/** The auditor's page as data. */
export function assembleModel(input: AssembleInput): ReportModel {
  const { evidence, derived, maker } = input;
  const { period, nights } = evidence;
  const latest = nights.findLast(({ findings }) => findings)?.findings;
  return {
    schema: 'exhibit/report/v1',
    organization: evidence.organization,
    timezone: period.timezone,
    schedule: latest?.schedule ?? null,
    period: { from: period.from, to: period.to },
    // The newest that the package knows of, so that the same locker gives the same bytes; the signature of the
    // manifest says when the package itself was made.
    made: { at: sealedAt(evidence.head.statement?.predicate.sealedAt), by: null, ...maker },
    pseudonyms: input.pseudonyms,
    verification: verificationOf(input),
    nights: nights.map((night) => nightOf(night, input.pseudonyms)),
    controls: derived.controls,
    datasets: input.datasets,
    waivers: waiverHistories(nights, derived.coverage),
    attestations: attestationHistories(nights, input.attestations),
    notJudged: notJudged(nights, input.metadata),
    standard: input.standard,
    standardMoves: input.standardMoves,
    changes: input.changes,
    // Both name people.
    register: input.pseudonyms ? null : input.register,
    named: input.pseudonyms ? null : input.named,
    files: input.files,
    ...(input.opened !== undefined && { opened: input.opened }),
  };
}

function sealedAt(time: string | undefined): string {
  return time ?? '';
}

function verificationOf({
  evidence,
  trustedKeys,
  keysInPackage,
}: AssembleInput): ReportModel['verification'] {
  const { ok, trust, checked, problems, head } = evidence.verification;
  const seals = evidence.nights.flatMap(({ seal }) => seal?.envelope?.keyId ?? []);
  const keys: VerificationKey[] = [...new Set([...seals, ...trustedKeys])].sort().map((id) => ({
    id,
    path: keysInPackage.has(keyPath(id)) ? keyPath(id) : null,
    trusted: trustedKeys.includes(id),
    seals: seals.filter((keyId) => keyId === id).length,
  }));
  const moreProblems = Math.max(0, problems.length - mostProblems);
  return { ok, trust, checked, head, problems: problems.slice(0, mostProblems), moreProblems, keys };
}

function nightOf(night: PackagedNight, pseudonyms: boolean): Night {
  const { run, day, due, outcome, reason, seal, dueBy, timestamp, folder } = night;
  return {
    run,
    day,
    due,
    outcome,
    reason,
    // Where people were replaced, it is withheld.
    standard: pseudonyms ? null : standardPath(night),
    seal: seal && {
      sequence: seal.sequence,
      path: seal.path,
      sha256: seal.sha256,
      sealedAt: sealedAt(seal.statement?.predicate.sealedAt),
      dueBy,
      timestamp,
      folder,
    },
  };
}

/** What grows with the population, as the passes over it left it on this machine. */
export function reportSources(
  { controls, exceptions, histories }: DerivedControls,
  datasets: readonly DatasetHistory[],
  scratch: ScratchFiles,
): ReportSources {
  return {
    async *subjects() {
      const tracks = controls.map(({ id }) => {
        const place = { key: historiesName(id), offset: 0, bytes: histories.get(id) ?? 0 };
        return { track: openTrack(scratch.source, place, lineWindows()), speaks: true };
      });
      const keyed = (line: string): Keyed => ({ line, key: subjectOf(line) });
      for await (const { key } of mergeNights(tracks, keyed)) yield key;
    },
    findings: (at) => fileRecords(scratch.path(historiesName(controls[at]?.id ?? ''))),
    exceptions: (at) => exceptions.get(controls[at]?.id ?? '') ?? { listed: [], more: 0 },
    evidence: (at) => derivedEvidence(datasets[at] as DatasetHistory, scratch),
    records: (at) => derivedRecords(datasets[at] as DatasetHistory, scratch),
  };
}

function subjectOf(line: string): string {
  return (JSON.parse(line) as SubjectHistory).subject;
}
