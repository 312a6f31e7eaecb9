import { type AwsCredential, awsRootName, credentialReport } from '../../../evidence/datasets/aws.ts';
import type { Assessment, ControlInput, DatasetView } from '../../../judging/control.ts';
import { type Judgement, whoOf } from '../../../judging/judgement.ts';

/** Judges one IAM user; null for who is not in the control's population. */
export type Judge = (user: AwsCredential) => Judgement | null;

/**
 * Judges every IAM user, connection by connection. Root is none of them: it has a control of its own. `judgeOf` is
 * called once per connection and may prepare what its judge looks up.
 */
export function* judgeUsers(
  input: ControlInput,
  judgeOf: (report: DatasetView<AwsCredential>) => Judge,
): Generator<Assessment> {
  for (const report of input.views(credentialReport)) {
    const judge = judgeOf(report);
    for (const user of report.records()) {
      const judgement = user.user === awsRootName ? null : judge(user);
      if (judgement)
        yield { ...whoOf(report.document.connection, user.arn, user.user.toLowerCase()), ...judgement };
    }
  }
}
