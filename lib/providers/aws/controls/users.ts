import { type AwsCredential, awsRootName, credentialReport } from '../../../evidence/datasets/aws.ts';
import type { Assessment, ControlInput, DatasetView } from '../../../judging/control.ts';
import { type Judgement, whoOf } from '../../../judging/judgement.ts';
import type { Tally } from '../../../judging/totals/reconcile.ts';
import { awsUsersTotal } from './counted.ts';

/** Judges one IAM user; null for who is not in the control's population. */
export type Judge = (user: AwsCredential) => Judgement | null;

/**
 * Judges every IAM user, connection by connection. Root is none of them: it has a control of its own. `judgeOf` is
 * called once per connection and may prepare what its judge looks up. Whether the report lists all of them is held against
 * the account summary, where that came.
 */
export function* judgeUsers(
  input: ControlInput,
  judgeOf: (report: DatasetView<AwsCredential>) => Judge,
): Generator<Assessment> {
  for (const report of input.views(credentialReport)) {
    const { connection } = report.document;
    const judge = judgeOf(report);
    let judged = 0;
    for (const user of report.records()) {
      const judgement = user.user === awsRootName ? null : judge(user);
      if (!judgement) continue;
      judged += 1;
      yield { ...whoOf(connection, user.arn, user.user.toLowerCase()), ...judgement };
    }
    const [tally] = awsUsersTotal.of(input, connection).tallies ?? [];
    const whole = tally ? populationOf(tally, judged) : null;
    if (whole) yield { ...whoOf(connection, 'users', `users of ${connection}`.toLowerCase()), ...whole };
  }
}

/** What the count says of the list; null where it adds nothing to what was judged one by one. */
function populationOf({ counted, listed }: Tally, judged: number): Judgement | null {
  if (counted > listed) {
    const reason = `The account summary counts ${counted} IAM users and the credential report lists ${listed}: somebody was not seen, or was made since the report was written.`;
    return { verdict: 'unknown', reason };
  }
  return judged > 0 ? null : { verdict: 'pass', reason: nobodyWords(counted, listed) };
}

function nobodyWords(counted: number, listed: number): string {
  if (listed === 0) return 'There is no IAM user: confirmed by the account summary, which counts none.';
  return `None of the ${listed} IAM users is concerned: the account summary counts ${counted}, so that none was passed over.`;
}
