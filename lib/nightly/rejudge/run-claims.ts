import { stat } from 'node:fs/promises';
import { canonicalDocument, canonicalText } from '../../evidence/canonical.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import { type Attestation, attestationIn } from '../../judging/attestation.ts';
import type { Standard } from '../../judging/standard.ts';
import { runFolder } from '../../locker/keys.ts';
import type { LockerContent } from '../../locker/locker.ts';
import { endingFor } from '../../runs/attestations.ts';
import type { AttestationReference, FindingsDocument } from '../../runs/findings-document.ts';
import { readFindings } from '../../runs/read-findings.ts';
import { standardName } from '../../runs/standard.ts';
import { nextDueBy } from '../../seal/schedule.ts';
import type { SealPredicate } from '../../seal/statement.ts';
import { clockToleranceMs, isBefore } from '../../seal/verify/times.ts';
import { type Plan, readPlan } from '../plan/plan.ts';

/** Something that a sealed run says and that does not follow from the rest of it. */
export interface Unfounded {
  /** Relative to the run's folder. */
  readonly file: string;
  readonly message: string;
}

/** What a seal says of its run beyond the list of files. */
export type Said = Pick<SealPredicate, 'period' | 'status' | 'configuration' | 'catalog'> &
  Partial<Pick<SealPredicate, 'nextDueBy' | 'schedule' | 'endedLate'>> & {
    readonly saysMore?: boolean | undefined;
    readonly sealedBefore?: string | null | undefined;
  };

/**
 * What seal, plan and findings of a run say of it and of each other, by which nothing is judged and which whoever holds the
 * key could have written otherwise.
 */
export async function unfoundedClaims(
  locker: LockerContent,
  run: string,
  { said, standard }: { readonly said: Said | null; readonly standard: Standard },
): Promise<readonly Unfounded[]> {
  const findings = await readFindings(locker, run);
  const plan = await readPlan(locker, run);
  if (!findings) return [];
  return [
    ...(said ? sealSays(said, run, findings, standard) : []),
    ...(plan ? await planSays(locker, plan, { findings, said, standard }) : []),
    ...(await attestationsSaid(locker, findings, standard, plan)),
  ];
}

function sealSays(said: Said, run: string, findings: FindingsDocument, standard: Standard): Unfounded[] {
  const { schedule, timezone } = standard;
  const follows: Partial<Said> = {
    status: findings.status,
    period: { from: findings.previous, to: run },
    catalog: findings.catalog,
    configuration: findings.configuration,
    // What ends a night late goes by the configuration of its own day.
    ...(said.endedLate || !said.schedule ? {} : { schedule: { time: schedule, timezone } }),
    ...(said.schedule && said.nextDueBy !== undefined
      ? { nextDueBy: nextDueBy(new Date(run), said.schedule.time, said.schedule.timezone).toISOString() }
      : {}),
  };
  const message = (text: string): Unfounded => ({ file: 'SHA256SUMS', message: text });
  return [
    ...differing(said, follows).map((name) =>
      message(`What its seal says of ${name} does not follow from the run.`),
    ),
    ...(said.saysMore ? [message('Its seal has a field that no seal has.')] : []),
  ];
}

/** What a plan is held against. */
interface Beside {
  readonly findings: FindingsDocument;
  readonly said: Said | null;
  readonly standard: Standard;
}

async function planSays(
  locker: LockerContent,
  plan: Plan,
  { findings, said, standard }: Beside,
): Promise<Unfounded[]> {
  const stored = await locker.read(`${runFolder(findings.run)}/${standardName}`);
  const follows: Partial<Plan> = {
    run: findings.run,
    ...(plan.standard && stored ? { standard: { sha256: sha256Of(stored) } } : {}),
    // On AWS the standard names the object that the file lay in, as the plan does.
    ...(said?.endedLate ? {} : { configuration: { ...findings.configuration, ...standard.configuration } }),
  };
  const judged = new Set(findings.datasets.map((one) => `${one.connection}/${one.dataset}`));
  const message = (what: string) => ({
    file: 'plan.json',
    message: `What it says of ${what} does not follow.`,
  });
  return [
    ...differing(plan, follows).map(message),
    ...(said && !said.endedLate && plan.datasets.length !== judged.size ? [message('datasets')] : []),
    // A night begins when the one before it was sealed: answers of before that are the other night's.
    ...(said?.sealedBefore && isBefore(plan.startedAt, said.sealedBefore) ? [message('startedAt')] : []),
  ];
}

/**
 * The attestations that findings name decide what tables and page say was attested: those that counted are in the standard, and
 * the files hold what stands there. Others may only have been given while the night went on.
 */
async function attestationsSaid(
  locker: LockerContent,
  { attestations, run }: FindingsDocument,
  standard: Standard,
  plan: Plan | null,
): Promise<Unfounded[]> {
  const named = new Map(attestations.map((one) => [one.path, one]));
  const found: Unfounded[] = [];
  const unfounded = (path: string, why: string) =>
    found.push({
      file: 'findings.json',
      message: `What it says of the attestation ${path} does not follow: ${why}.`,
    });
  for (const { path, sha256: hash, ...attestation } of standard.attestations) {
    const file = await locker.read(path);
    if (named.get(path)?.sha256 !== hash) unfounded(path, 'the standard names another');
    else if (file && !file.equals(Buffer.from(`${canonicalText(attestation)}\n`)))
      unfounded(path, 'the standard says otherwise');
  }
  const begun = Math.min(Date.parse(run), plan ? Date.parse(plan.startedAt) : Number.POSITIVE_INFINITY);
  for (const one of attestations) {
    const counted = standard.attestations.find(({ control }) => control === one.control);
    if (isPassedOver(one, counted, begun)) unfounded(one.path, 'it had been given, and did not count');
    const file = await locker.read(one.path);
    const attestation = file && attestationIn(file.toString('utf8'));
    if (file && !attestation) unfounded(one.path, 'it cannot be read');
    if (attestation && said.some((name) => attestation[name] !== one[name]))
      unfounded(one.path, 'the attestation itself says otherwise');
    const why = attestation && (await attestationFault(locker, one, attestation, file));
    if (why) unfounded(one.path, why);
  }
  return found;
}

/** What no recorded attestation is or says; null where it is as it was recorded. */
async function attestationFault(
  locker: LockerContent,
  { path, sha256 }: AttestationReference,
  attestation: Attestation,
  bytes: Buffer,
): Promise<string | null> {
  if (!path.endsWith(endingFor(sha256))) return 'its name does not end with its hash';
  if (!bytes.equals(Buffer.from(canonicalDocument(attestation))))
    return 'it has a field that no attestation has, or is not in canonical form';
  for (const file of attestation.files) {
    const place = await locker.local(file.path);
    if (place !== null && (await stat(place)).size !== file.bytes)
      return `it says that ${file.name} has ${file.bytes} bytes, which is not so`;
  }
  return null;
}

/** What findings say of an attestation. */
const said = ['control', 'by', 'at', 'expires'] as const;

/** Of the attestations for one control that had been given when the night began, the latest counts. */
function isPassedOver(
  { at, path }: AttestationReference,
  counted: { readonly at: string; readonly path: string } | undefined,
  begun: number,
): boolean {
  // Who attests while the night begins may have a clock that is behind.
  if (Date.parse(at) + clockToleranceMs > begun || counted?.path === path) return false;
  return counted === undefined || Date.parse(at) > Date.parse(counted.at);
}

function differing<Claims extends object>(said: Claims, follows: Partial<Claims>): string[] {
  return Object.entries(follows).flatMap(([name, is]) =>
    canonicalText(said[name as keyof Claims] ?? null) === canonicalText(is ?? null) ? [] : [name],
  );
}
