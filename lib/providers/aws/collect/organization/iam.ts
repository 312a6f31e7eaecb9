import type { AwsAccountSummary, AwsCredential } from '../../../../evidence/datasets/aws.ts';
import { CollectError, type Problem } from '../../../../evidence/problem.ts';
import type { Reading } from '../../../reader.ts';
import { type Report, reportIn, staleness } from '../report.ts';
import { faultsProblem, parseReport, parseSummary } from '../schema.ts';
import { countsIn } from '../summary.ts';
import { enter, given, inBatches, inEach, isIn } from './enter.ts';
import type { Requests } from './json-response.ts';
import { accountsToRead, type Learned, type Unread, unreadProblem } from './learned.ts';
import { type OrganizationPlace, query, type SignedRequest } from './requests.ts';
import { auditRoots } from './root-audit.ts';

/** How often all accounts are gone round that are still writing their report, with a pause before each round. */
const mostRounds = 60;
/** How often a report that was said to be ready, and then was not there, is asked for anew. */
const mostAttempts = 3;

/** What is kept while all accounts are gone round. */
interface Going {
  readonly place: OrganizationPlace;
  readonly now: Date;
  readonly failed: Unread[];
  readonly faults: Problem[];
  /** How often a report was not there although it was said to be. */
  readonly attempts: Map<string, number>;
}

/**
 * The credential report of every account that was entered. All are begun first and read after, so that they are written
 * side by side; what is not ready is gone round again.
 */
export function* readReports(
  place: OrganizationPlace,
  learned: Learned,
  now: Date,
): Reading<AwsCredential, SignedRequest> {
  yield { source: learned.source };
  const { entered, more, unread } = accountsToRead(learned);
  const going: Going = { place, now, failed: [...unread], faults: [], attempts: new Map() };
  let waiting = yield* goRound(going, entered, true);
  for (let round = 1; round < mostRounds && waiting.length > 0; round++)
    waiting = yield* goRound(going, waiting, false);
  going.failed.push(...waiting.map((account) => ({ account, problem: slow })));
  const problem = unreadProblem(going.failed, entered.length + unread.length);
  for (const one of [problem, more, ...several(going.faults)]) if (one) yield { problem: one };
}

/** Has every report written and reads those that are. Gives the accounts that are to be asked again. */
function* goRound(
  going: Going,
  accounts: readonly string[],
  first: boolean,
): Reading<AwsCredential, SignedRequest, readonly string[]> {
  const still: string[] = [];
  for (const [at, batch] of [...inBatches(accounts)].entries()) {
    const open = first ? yield* opened(going.place, batch, going.failed) : batch;
    const { ready, unready } = yield* requestReady(going, open, !first && at === 0);
    still.push(...unready, ...(yield* takeReports(going, ready)));
  }
  return still;
}

function* takeReports(
  { attempts, failed, faults, now, place }: Going,
  ready: readonly string[],
): Reading<AwsCredential, SignedRequest, readonly string[]> {
  const again: string[] = [];
  const action = 'GetCredentialReport';
  const request = (session: string) => query(place, 'iam', action, { session });
  const reports = yield* inEach(ready, request, (response) => reportIn(given(action)(response)));
  for (const [account, came] of reports) {
    if (isIn(came)) {
      const read = rowsOf(account, came.is, now);
      yield { records: read.rows };
      faults.push(...read.faults);
      // Not present, not ready or expired: AWS says so even if it just said that the report is ready.
    } else if (came.error.code === 'rejected' && count(attempts, account) < mostAttempts) again.push(account);
    else failed.push({ account, problem: came.error.problem });
  }
  return again;
}

const slow: Problem = {
  code: 'timeout',
  message: `AWS was still writing the credential report after being asked ${mostRounds} times.`,
};

function count(attempts: Map<string, number>, account: string): number {
  const next = (attempts.get(account) ?? 0) + 1;
  attempts.set(account, next);
  return next;
}

/** The accounts of a batch that could be entered for this dataset; the others are noted. */
function* opened(
  place: OrganizationPlace,
  batch: readonly string[],
  failed: Unread[],
): Requests<readonly string[]> {
  const sessions = yield* enter(place, batch);
  for (const [account, came] of sessions)
    if (!isIn(came)) failed.push({ account, problem: came.error.problem });
  return batch.filter((account) => isIn(sessions.get(account)));
}

function* requestReady(
  { failed, place }: Going,
  accounts: readonly string[],
  again: boolean,
): Requests<{ readonly ready: readonly string[]; readonly unready: readonly string[] }> {
  const action = 'GenerateCredentialReport';
  const states = yield* inEach(
    accounts,
    (session) => query(place, 'iam', action, { session, again }),
    (response) => stateIn(given(action)(response).fields.get('State')?.text ?? ''),
  );
  const [ready, unready]: [string[], string[]] = [[], []];
  for (const [account, came] of states) {
    if (!isIn(came)) failed.push({ account, problem: came.error.problem });
    else (came.is === 'COMPLETE' ? ready : unready).push(account);
  }
  return { ready, unready };
}

function stateIn(state: string): string {
  if (state !== '') return state;
  throw new CollectError('malformed', 'AWS GenerateCredentialReport does not say how far the report is.');
}

function rowsOf(account: string, { csv, generatedAt, receivedAt }: Report, now: Date) {
  const { faults, rows } = parseReport(csv, account);
  const problems = [staleness(generatedAt, [receivedAt, now]), faultsProblem(faults)];
  return {
    rows: rows.map((row): AwsCredential => ({ account, ...row })),
    faults: problems.flatMap((problem) =>
      problem ? [{ code: problem.code, message: `Account ${account}: ${problem.message}` }] : [],
    ),
  };
}

/** What IAM says of every account that was entered as a whole. */
export function* readSummaries(
  place: OrganizationPlace,
  learned: Learned,
): Reading<AwsAccountSummary, SignedRequest> {
  yield { source: learned.source };
  const { entered, more, unread } = accountsToRead(learned);
  const audited = yield* auditRoots(place, learned, unread);
  const summing: Summing = { place, failed: [...audited.unread], faults: [] };
  for (const batch of inBatches(audited.open)) {
    const rows = yield* summariesOf(summing, batch);
    yield { records: rows.map((row): AwsAccountSummary => ({ ...row, rootAudit: true })) };
  }
  for (const batch of inBatches(entered)) {
    const open = yield* opened(place, batch, summing.failed);
    yield { records: yield* summariesOf(summing, open) };
  }
  const { failed, faults } = summing;
  const problem = unreadProblem(failed, entered.length + unread.length);
  for (const one of [problem, more, ...several(faults)]) if (one) yield { problem: one };
}

interface Summing {
  readonly place: OrganizationPlace;
  readonly failed: Unread[];
  readonly faults: Problem[];
}

/** The summaries of accounts in which a session is open. */
function* summariesOf(
  { failed, faults, place }: Summing,
  open: readonly string[],
): Requests<readonly AwsAccountSummary[]> {
  const summaries = yield* inEach(
    open,
    (session) => query(place, 'iam', 'GetAccountSummary', { session }),
    (response, account) => parseSummary(account, countsIn(given('GetAccountSummary')(response))),
  );
  const rows: AwsAccountSummary[] = [];
  for (const [account, came] of summaries) {
    if (isIn(came)) {
      rows.push(came.is.row);
      faults.push(
        ...came.is.problems.map(({ code, message }) => ({ code, message: `Account ${account}: ${message}` })),
      );
    } else failed.push({ account, problem: came.error.problem });
  }
  return rows;
}

const shown = 3;

/** The first of many, and how many there are. */
function several(problems: readonly Problem[]): readonly Problem[] {
  const [first, ...rest] = problems;
  if (!first || rest.length < shown) return problems;
  return [{ code: first.code, message: `${first.message} The same applies to ${rest.length} more.` }];
}
