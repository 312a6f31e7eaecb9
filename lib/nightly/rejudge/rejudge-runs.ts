import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Standard } from '../../judging/standard.ts';
import { runFolder } from '../../locker/keys.ts';
import type { Locker } from '../../locker/locker.ts';
import { temporaryFolder } from '../../locker/temporary-folder.ts';
import type { AnyProvider } from '../../providers/provider.ts';
import { readStandard } from '../../runs/standard.ts';
import { problem, type VerifyNotice, type VerifyProblem } from '../../seal/verify/result.ts';
import { versionText } from '../../text/version-text.ts';
import { rejudge } from '../conclude/rejudge.ts';
import { notAsWritten } from './as-written.ts';
import { filesNotClaimed, filesOfNothing } from './claims.ts';
import { firstLineThatDiffers } from './first-line.ts';
import { readRunAgain } from './read-run-again.ts';
import {
  type ReviewAgain,
  type ReviewFound,
  type ReviewsChecked,
  reviewsThatDiffer,
} from './reviews-again.ts';
import { type Said, unfoundedClaims } from './run-claims.ts';
import type { Maker, SealedBy } from './sealed-by.ts';
import { controlsOtherwise } from './standard-again.ts';

export interface RejudgeRunsInput {
  /** On this machine. Whoever calls has held it against the seals. */
  readonly locker: Pick<Locker, 'read' | 'local' | 'list'>;
  /** Every sealed run, in the order of the chain. */
  readonly sealed: readonly SealedBy[];
  /** Which of them are judged again. */
  readonly isWanted: (run: string) => boolean;
  readonly providers: readonly AnyProvider[];
  /** Those of the company's own whose files are at hand. Default: none. */
  readonly own?: readonly OwnProviderAtHand[];
  /** Without it, what recorded reviews say of their nights is not held against these. */
  readonly reviewAgain?: ReviewAgain | undefined;
  /** This version. */
  readonly maker: Maker;
}

/** A provider that a company's own file declares, as it lies here. */
export interface OwnProviderAtHand {
  readonly provider: AnyProvider;
  /** Of the file. */
  readonly sha256: string;
}

/** A night that this version could not judge again, and why. */
export interface NotRejudged {
  readonly run: string;
  readonly why: string;
}

/** What `verify --rejudge` adds. */
export interface RejudgedRuns {
  readonly problems: readonly VerifyProblem[];
  readonly notices: readonly VerifyNotice[];
  readonly notRejudged: readonly NotRejudged[];
  /** Nights that came out the same, or otherwise. */
  readonly runs: number;
}

/**
 * Makes the records of sealed runs again from their raw answers, and their verdicts from records, standard and what came
 * before, and compares both with what was sealed. One night after the other, in flat memory.
 */
export async function rejudgeRuns(input: RejudgeRunsInput): Promise<RejudgedRuns> {
  const temporary = await temporaryFolder('exhibit-rejudge');
  const folder = temporary.path;
  const found = {
    problems: [] as VerifyProblem[],
    notices: [] as VerifyNotice[],
    notRejudged: [] as NotRejudged[],
    runs: 0,
  };
  const known = new Map<string, ReviewFound>();
  try {
    for (const [at, { run, collector }] of input.sealed.entries()) {
      if (!input.isWanted(run)) continue;
      const why = otherVersion(collector, input.maker);
      const rejudged = why ?? (await rejudgeRun({ ...input, known }, at, join(folder, String(at))));
      if (typeof rejudged === 'string') found.notRejudged.push({ run, why: rejudged });
      else {
        found.runs++;
        found.problems.push(...rejudged.problems);
        found.notices.push(...rejudged.notices);
      }
    }
    return found;
  } finally {
    await temporary.remove();
  }
}

function otherVersion(theirs: Maker, ours: Maker): string | null {
  if (theirs.version === ours.version && theirs.commit === ours.commit) return null;
  return `Version ${versionText(theirs)} judged it, and this is ${versionText(ours)}.`;
}

/** What is wrong with a night, and what somebody should know of it. */
type RejudgedRun = Pick<RejudgedRuns, 'problems' | 'notices'>;

interface Judging extends RejudgeRunsInput {
  /** Of reviews, what was found out on other nights. */
  readonly known: Map<string, ReviewFound>;
}

/** A text where it cannot be judged again. */
async function rejudgeRun(input: Judging, at: number, scratch: string): Promise<RejudgedRun | string> {
  const seal = input.sealed[at];
  if (!seal) return { problems: [], notices: [] };
  const { run } = seal;
  try {
    await mkdir(scratch);
    return await differences(input, seal, input.sealed.slice(0, at), scratch);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const message = `It cannot be judged again from these files: ${error.message}`;
    return { problems: [problem('rejudged', runFolder(run), message)], notices: [] };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Why records cannot be made again where the company declared a provider; null where they can. */
function notAtHand({ ownProviders = [] }: Standard, own: readonly OwnProviderAtHand[]): string | null {
  for (const { id, sha256 } of ownProviders) {
    const found = own.find(({ provider }) => provider.id === id);
    const file = `The company’s own file that declares ${id} (SHA-256 ${sha256})`;
    if (!found) return `${file} is not available: name the configuration that names it with --config.`;
    if (found.sha256 !== sha256) return `${file} is not the one that is here, which is ${found.sha256}.`;
  }
  return null;
}

async function differences(
  { known, locker, maker, own = [], providers, reviewAgain }: Judging,
  seal: SealedBy,
  before: readonly SealedBy[],
  scratch: string,
): Promise<RejudgedRun | string> {
  const { run } = seal;
  const earlier = before.map((one) => one.run);
  const folder = runFolder(run);
  const standard = await readStandard(locker, run);
  if (!standard) return 'It kept no standard.json.';
  const lackingOf = (one: Standard): string | null => notAtHand(one, own);
  const lacking = lackingOf(standard);
  if (lacking !== null) return lacking;
  const all = [...providers, ...own.map(({ provider }) => provider)];
  const byId = new Map(all.map((provider) => [provider.id, provider]));
  const problems: VerifyProblem[] = [];
  for await (const { dataset, message } of readRunAgain({
    locker,
    run,
    standard,
    earlier,
    providers: byId,
    scratch,
  }))
    problems.push(problem('rejudged', `${folder}/${dataset}`, message));
  const evidence = (await locker.list(`${folder}/`)).flatMap(
    ({ key }) => /^([^/]+\/[^/]+)\.json$/.exec(key.slice(folder.length + 1))?.[1] ?? [],
  );
  for (const path of await filesNotClaimed(locker, run, evidence))
    problems.push(problem('rejudged', `${folder}/${path}`, 'The run names this file with other content.'));
  const { leftOver, unlisted } = await filesOfNothing(locker, run, evidence);
  for (const path of unlisted)
    problems.push(problem('rejudged', `${folder}/${path}`, 'No document of the run names this file.'));
  const notices = leftOver.map((path) => leftOverNotice(`${folder}/${path}`));
  // On AWS a night may be under way when another version is deployed: the one before it has sealed the night before.
  const makers = seal.endedLate ? null : [seal, ...before.slice(-1)].map(({ collector }) => collector);
  for (const { file, message } of [
    ...(await notAsWritten(locker, run, { evidence, makers })),
    ...(await unfoundedClaims(locker, run, { said: saidBy(seal), standard })),
    ...(makers?.every((one) => otherVersion(one, maker) === null) ? controlsOtherwise(standard) : []),
  ])
    problems.push(problem('rejudged', `${folder}/${file}`, message));
  const reviews: ReviewsChecked = reviewAgain
    ? await reviewsThatDiffer({ locker, run, standard, before, maker, reviewAgain, lackingOf, known })
    : { unfounded: [], notCompared: null };
  for (const { file, message } of reviews.unfounded)
    problems.push(problem('rejudged', `${folder}/${file}`, message));
  const judged = await rejudge({ locker, run, earlier, evidence, scratch });
  if (judged.outcome === 'not-judged-again' && problems.length === 0) return judged.why;
  if (judged.outcome === 'different')
    problems.push(...(await judgedOtherwise(locker, folder, judged.files, judged.findings)));
  if (reviews.notCompared !== null && problems.length === 0) return reviews.notCompared;
  return { problems, notices };
}

function leftOverNotice(path: string): VerifyNotice {
  const message =
    'No document of the run names this file. Its name says that an interrupted attempt left it. It is not used to judge, and nothing says what it holds.';
  return { kind: 'left-over', path, message };
}

/** Null where whoever calls knows of the seal no more than whose it is. */
function saidBy({ period, status, configuration, catalog, ...more }: SealedBy): Said | null {
  if (!period || !status || !configuration || !catalog) return null;
  return { ...more, period, status, configuration, catalog };
}

async function judgedOtherwise(
  locker: RejudgeRunsInput['locker'],
  folder: string,
  files: readonly string[],
  findings: string,
): Promise<VerifyProblem[]> {
  const stored = await locker.local(`${folder}/findings.ndjson`);
  return files.map((file) => {
    const where = file === 'findings.ndjson' ? ` ${firstLineThatDiffers(stored, findings)}` : '';
    const message = `It does not follow from the records, the standard and what came before.${where}`;
    return problem('rejudged', `${folder}/${file}`, message);
  });
}
