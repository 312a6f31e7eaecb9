import { meant } from '../../config/suggestions.ts';
import type { EvidenceDocument, FileReference } from '../../evidence/document.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import type { Verdict } from '../../judging/control.ts';
import type { AppliedWaiver } from '../../judging/finding.ts';
import { fileLines } from '../../locker/file-lines.ts';
import type { Locker } from '../../locker/locker.ts';
import { draw, drawNight, sampleMethod } from '../../report/draw.ts';
import type { FindingInterval, SubjectHistory } from '../../report/model.ts';
import { AuditorError } from '../error.ts';
import { judgedControls } from '../model/controls.ts';
import type { PackagedNight, PeriodEvidence } from '../period/period-evidence.ts';
import { findingHistories } from '../timeline/finding-histories.ts';

/** A record that speaks of a sampled subject, and where it came from. */
export interface SampledRecord {
  /** The evidence document, below the locker. */
  readonly document: string;
  readonly file: FileReference;
  /** Counted from 1. */
  readonly line: number;
  readonly record: unknown;
  /** The provider's answers as received; null when none were kept. */
  readonly raw: FileReference | null;
}

export interface SampledItem {
  readonly subject: string;
  readonly hash: string;
  /** The night that is looked at. */
  readonly night: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly waiver: AppliedWaiver | null;
  /** How many nights of the period the subject was judged on. */
  readonly nights: number;
  /** The file that holds the finding. */
  readonly findings: FileReference | null;
  readonly records: readonly SampledRecord[];
}

/** `exhibit sample --json`. */
export interface Sample {
  readonly schema: 'exhibit/sample/v1';
  readonly control: string;
  readonly period: { readonly from: string; readonly to: string; readonly timezone: string };
  readonly seed: string;
  readonly size: number;
  /** Everybody that could have been drawn. */
  readonly population: number;
  readonly method: string;
  readonly items: readonly SampledItem[];
}

export interface SampleInput {
  readonly locker: Pick<Locker, 'read' | 'readPart' | 'local'>;
  readonly evidence: PeriodEvidence;
  readonly control: string;
  readonly size: number;
  readonly seed: string;
}

/** Draws from everybody whom a control judged in the period, with the evidence for each. Throws `AuditorError`. */
export async function sample(input: SampleInput): Promise<Sample> {
  const { evidence, control, seed, size } = input;
  const { nights, period } = evidence;
  const known = judgedControls(nights);
  if (!known.includes(control))
    throw new AuditorError(
      'unknown',
      `No night from ${period.from} to ${period.to} judged ${JSON.stringify(control)}. ${meant(control, known, `${known.length} controls were judged then: \`exhibit controls\` lists all that there are.`)}`,
    );
  const drawing = draw(seed, size, sha256Of);
  const held = new Map<string, SubjectHistory>();
  for await (const history of findingHistories(input.locker, nights, control)) {
    drawing.add(history.subject);
    held.set(history.subject, history);
    if (held.size > 2 * size + 100) keepOnly(held, new Set(drawing.drawn().map(({ subject }) => subject)));
  }
  const items: SampledItem[] = [];
  for (const { subject, hash } of drawing.drawn()) {
    const history = held.get(subject);
    if (history) items.push(await itemOf(input, history, hash));
  }
  const { from, to, timezone } = period;
  return {
    schema: 'exhibit/sample/v1',
    control,
    period: { from, to, timezone },
    seed,
    size,
    population: drawing.population,
    method: sampleMethod,
    items,
  };
}

function keepOnly(held: Map<string, unknown>, chosen: ReadonlySet<string>): void {
  for (const subject of held.keys()) if (!chosen.has(subject)) held.delete(subject);
}

async function itemOf(
  input: SampleInput,
  { subject, intervals }: SubjectHistory,
  hash: string,
): Promise<SampledItem> {
  const { evidence, control, seed } = input;
  const judged = evidence.nights.flatMap((night, at) => {
    const isJudged = night.findings?.controls.some(({ id }) => id === control) === true;
    const interval = isJudged ? intervals.find(({ from, to }) => at >= from && at <= to) : undefined;
    return interval ? [{ run: night.run, night, interval }] : [];
  });
  const chosen = drawNight(seed, subject, judged, sha256Of);
  if (!chosen) throw new Error(`${subject} was judged on no night.`);
  const { night, interval } = chosen;
  return {
    subject,
    hash,
    nights: judged.length,
    ...saidOf(night, interval),
    records: await recordsOf(input, night, subject),
  };
}

function saidOf(night: PackagedNight, { verdict, reason, waiver }: FindingInterval) {
  const findings = night.findings?.findings;
  const file = findings && {
    path: `${night.folder}/${findings.path}`,
    sha256: findings.sha256,
    bytes: findings.bytes,
  };
  return { night: night.run, verdict, reason, waiver, findings: file ?? null };
}

/** The records that hold the subject in any field, of the datasets that the control read that night. */
async function recordsOf(
  { locker, control }: SampleInput,
  night: PackagedNight,
  subject: string,
): Promise<SampledRecord[]> {
  const needs = night.findings?.controls.find(({ id }) => id === control)?.needs ?? [];
  const found: SampledRecord[] = [];
  for (const { connection, dataset } of needs) {
    const place = `${night.folder}/${connection}`;
    const document = parse(await locker.read(`${place}/${dataset}.json`));
    const path = document?.records && (await locker.local(`${place}/${document.records.path}`));
    if (!document?.records || !path) continue;
    const { records, raw } = document;
    const placed = (file: FileReference): FileReference => ({
      path: `${place}/${file.path}`,
      sha256: file.sha256,
      bytes: file.bytes,
    });
    let line = 0;
    for (const text of fileLines(path)) {
      line++;
      const record: unknown = text.toLowerCase().includes(subject.toLowerCase()) ? JSON.parse(text) : null;
      if (record !== null && holds(record, subject.toLowerCase()))
        found.push({
          document: `${place}/${dataset}.json`,
          file: placed(records),
          line,
          record,
          raw: raw && placed(raw),
        });
    }
  }
  return found;
}

function holds(value: unknown, subject: string): boolean {
  if (typeof value === 'string') return value.toLowerCase() === subject;
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((field) => holds(field, subject))
  );
}

function parse(bytes: Buffer | null): EvidenceDocument | null {
  try {
    return bytes && (JSON.parse(bytes.toString('utf8')) as EvidenceDocument);
  } catch {
    return null;
  }
}
