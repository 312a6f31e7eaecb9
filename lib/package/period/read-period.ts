import { dayMs } from '../../evidence/day.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { timestampPath } from '../../seal/chain.ts';
import { sound } from '../../seal/verify/chain.ts';
import { endedLateText } from '../../seal/verify/notices.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import { sortProblems, type VerifyProblem, type VerifyResult } from '../../seal/verify/result.ts';
import type { CheckedSeal } from '../../seal/verify/seals.ts';
import {
  type ReadChain,
  readChain,
  type VerifyOptions,
  verifyBeside,
} from '../../seal/verify/verify-locker.ts';
import { AuditorError } from '../error.ts';
import { ahead } from '../read-ahead.ts';
import { missedNights, unknownBeginning } from '../verify/due.ts';
import { nightsOf, type PeriodNight } from './nights.ts';
import type { Period } from './period.ts';
import type { PackagedNight, PeriodEvidence } from './period-evidence.ts';
import { readBelieved } from './read-findings.ts';

export interface PeriodEvidenceInput
  extends Pick<
    VerifyOptions,
    'trustedKeys' | 'head' | 'timestampAuthorities' | 'witnessKeys' | 'onProgress'
  > {
  readonly locker: Pick<Locker, 'read' | 'pathOf'>;
  /** The same locker, as verifying reads it. */
  readonly reader: LockerReader;
  readonly period: Period;
  readonly now: Date;
}

/** Nights whose findings are fetched at once. */
const inHand = 16;

/** What the seals alone say of a period. */
export interface PeriodChain {
  readonly chain: ReadChain;
  readonly nights: readonly PeriodNight[];
  /** The newest seal that holds. */
  readonly head: CheckedSeal;
  /** The first sealed run. */
  readonly first: string | null;
  /** Up to when nights can have been due. */
  readonly asOf: Date;
}

/**
 * Verifies the part of a locker that a period speaks of, and reads what each of its nights concluded. What is not as it
 * was sealed is not believed. Throws `AuditorError` (`empty`) when there is no sealed night in the period.
 */
export async function periodEvidence(input: PeriodEvidenceInput): Promise<PeriodEvidence> {
  const found = await readPeriod(input);
  return await evidenceOfNights(input, found, await verifyPeriod(input, found, input.reader));
}

/** Reads the chain, which says which nights there are. Throws as `periodEvidence` does. */
export async function readPeriod({
  reader,
  period,
  now,
  trustedKeys,
}: Pick<PeriodEvidenceInput, 'reader' | 'period' | 'now' | 'trustedKeys'>): Promise<PeriodChain> {
  const chain = await readChain(reader, trustedKeys);
  const sealed = chain.seals.map(sound).filter((predicate) => predicate !== null);
  const asOf = new Date(Math.min(now.getTime(), Date.parse(period.end) + dayMs));
  const nights = nightsOf(sealed, period, asOf);
  const head = chain.seals.findLast((seal) => sound(seal) !== null);
  if (!head || !nights.some(({ outcome }) => outcome !== 'missing')) throw nothingIn(period, sealed);
  return { chain, nights, head, first: sealed.map(({ run }) => run).sort()[0] ?? null, asOf };
}

/** Verifies what the period speaks of. */
export async function verifyPeriod(
  { period, head, timestampAuthorities, witnessKeys, onProgress }: PeriodEvidenceInput,
  { chain, nights, first }: PeriodChain,
  reader: LockerReader,
): Promise<VerifyResult> {
  const to = new Date(Date.parse(period.end) - 1).toISOString();
  const excerpt = { from: period.start, to, whole: true as const };
  const result = await verifyBeside(chain, reader, {
    head,
    timestampAuthorities,
    witnessKeys,
    onProgress,
    excerpt,
  });
  const problems = sortProblems([
    ...result.problems,
    ...missedNights(nights),
    ...unknownBeginning(first, period),
  ]);
  return { ...result, ok: problems.length === 0, problems };
}

/** Reads what each night concluded, as far as it can be believed. */
export async function evidenceOfNights(
  { locker, period }: Pick<PeriodEvidenceInput, 'locker' | 'period'>,
  { chain: { seals, facts }, nights, head, asOf }: PeriodChain,
  verification: VerifyResult,
): Promise<PeriodEvidence> {
  const timestamps = new Set(facts.timestamps.map(({ path }) => path));
  const read = (night: PeriodNight): Promise<PackagedNight> =>
    evidenceOfNight(locker, night, seals, timestamps, verification);
  const packaged: PackagedNight[] = [];
  for await (const night of ahead(nights, inHand, read)) packaged.push(night);
  return {
    organization: packaged.findLast(({ findings }) => findings)?.findings?.organization ?? originOf(head),
    origin: originOf(head),
    period,
    asOf,
    seals,
    head,
    nights: packaged,
    verification,
  };
}

function originOf(seal: CheckedSeal): string {
  return seal.statement?.predicate.origin.locker ?? '';
}

function nothingIn({ from, to }: Period, sealed: readonly { run: string }[]): AuditorError {
  const runs = sealed.map(({ run }) => run).sort();
  const there =
    runs.length === 0
      ? 'No seal in the locker is valid: see `exhibit verify`.'
      : `The first sealed night is of ${runs[0]}, the last of ${runs.at(-1)}.`;
  return new AuditorError('empty', `No sealed night lies between ${from} and ${to}. ${there}`);
}

async function evidenceOfNight(
  locker: PeriodEvidenceInput['locker'],
  night: PeriodNight,
  seals: readonly CheckedSeal[],
  timestamps: ReadonlySet<string>,
  { problems }: VerifyResult,
): Promise<PackagedNight> {
  const folder = runFolder(night.run);
  const seal = seals.find((one) => sound(one)?.run === night.run) ?? null;
  const token = seal && timestampPath(seal.sequence);
  const common = { ...night, folder, seal, timestamp: token && timestamps.has(token) ? token : null };
  if (night.outcome === 'missing' || !seal) {
    const reason = `It was due by ${night.dueBy ?? night.run}, and no valid seal covers it.`;
    return { ...common, findings: null, reason };
  }
  const doubt = doubtOf(folder, problems);
  if (doubt !== null) return { ...common, findings: null, reason: doubt };
  const findings = await readBelieved(locker, folder, night.run);
  if (!findings)
    return { ...common, findings: null, reason: 'Its findings were sealed, and cannot be read.' };
  const troubles = findings.datasets.filter(({ problem }) => problem !== null);
  const reason = troubles.map(
    ({ connection, dataset, completeness, problem }) =>
      `${connection}/${dataset} is ${completeness} (${problem?.code}).`,
  );
  const late = endedLateText(sound(seal));
  const text = [...(night.outcome === 'complete' ? [] : reason), ...(late === null ? [] : [late])];
  return { ...common, findings, reason: text.join(' ') || null };
}

/** Why a night's findings are not believed: they, or the list that vouches for them, are not what was sealed. */
function doubtOf(folder: string, problems: readonly VerifyProblem[]): string | null {
  const own = problems.find(
    ({ path }) => path === folder || path === `${folder}/SHA256SUMS` || path.startsWith(`${folder}/findings`),
  );
  return own ? `Its findings are not used: ${own.path} is ${own.kind}. ${own.message}` : null;
}
