import { type AwsCredential, awsRootName, credentialReport } from '../../../evidence/datasets/aws.ts';
import type { EvidenceDocument } from '../../../evidence/document.ts';
import type { Assessment, ControlInput } from '../../../judging/control.ts';
import { type Judgement, whoOf } from '../../../judging/judgement.ts';
import type { Tally } from '../../../judging/totals/reconcile.ts';
import { accountsJudged, type JudgedAccount, unknownOf } from './accounts.ts';
import { awsUsersTotal } from './counted.ts';

/** How many users there are by the one count and by the other. */
type Counted = Pick<Tally, 'counted' | 'listed'>;

/** Judges one IAM user; null for who is not in the control's population. */
export type Judge = (user: AwsCredential) => Judgement | null;

/**
 * Judges every IAM user, connection by connection and account by account. Root is none of them: it has a control of its own.
 * `judgeOf` is called once per connection and may prepare what its judge looks up. Whether a report lists all of them is held
 * against the account summary, where that came.
 */
export function* judgeUsers(
  input: ControlInput,
  judgeOf: (document: EvidenceDocument) => Judge,
): Generator<Assessment> {
  for (const report of input.views(credentialReport)) {
    const { connection } = report.document;
    const judge = judgeOf(report.document);
    const accounts = accountsJudged(input, connection);
    if (accounts) for (const account of accounts) yield* usersOf(account, judge);
    else {
      const alone = { connection, id: null, place: '' };
      yield* judgeAll(
        report.records(),
        alone,
        judge,
        () => awsUsersTotal.of(input, connection).tallies?.[0] ?? null,
      );
    }
  }
}

function* usersOf(account: JudgedAccount, judge: Judge): Generator<Assessment> {
  const { hindrance, report, summary } = account;
  if (hindrance !== null || !report) {
    yield unknownOf(account, 'Its credential report did not come.');
    return;
  }
  const listed = report.filter(({ user }) => user !== awsRootName).length;
  const users = summary?.users ?? null;
  yield* judgeAll(report, account, judge, () => (users === null ? null : { counted: users, listed }));
}

function* judgeAll(
  users: Iterable<AwsCredential>,
  { connection, id, place }: Pick<JudgedAccount, 'connection' | 'id' | 'place'>,
  judge: Judge,
  count: () => Counted | null,
): Generator<Assessment> {
  let judged = 0;
  for (const user of users) {
    const judgement = user.user === awsRootName ? null : judge(user);
    if (!judgement) continue;
    judged += 1;
    yield { ...whoOf(connection, user.arn, `${user.user.toLowerCase()}${place}`), ...judgement };
  }
  const counted = count();
  const whole = counted && populationOf(counted, judged);
  if (!whole) return;
  const who =
    id === null
      ? whoOf(connection, 'users', `users of ${connection}`.toLowerCase())
      : whoOf(connection, `${id}/users`, `users${place}`);
  yield { ...who, ...whole };
}

/** What the count says of the list; null where it adds nothing to what was judged one by one. */
function populationOf({ counted, listed }: Counted, judged: number): Judgement | null {
  if (counted > listed) {
    const reason = `The account summary counts ${counted} IAM users and the credential report lists ${listed}: somebody was not seen, or was made since the report was written.`;
    return { verdict: 'unknown', reason };
  }
  return judged > 0 ? null : { verdict: 'pass', reason: nobodyText(counted, listed) };
}

function nobodyText(counted: number, listed: number): string {
  if (listed === 0) return 'There is no IAM user: confirmed by the account summary, which counts none.';
  return `None of the ${listed} IAM users is a subject of this control: the account summary counts ${counted}, so none was left out.`;
}
