import { type AwsCredential, awsRootName, credentialReport } from '../../../evidence/datasets/aws.ts';
import type { Assessment, ControlInput, DatasetView } from '../../../judging/control.ts';
import type { Judgement } from '../../../judging/judgement.ts';

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
  const reports = input.views(credentialReport);
  for (const report of reports) {
    const judge = judgeOf(report);
    // The same name in two accounts is not the same user.
    const mark = reports.length > 1 ? ` (${report.document.connection})` : '';
    for (const user of report.records()) {
      const judgement = user.user === awsRootName ? null : judge(user);
      if (judgement) yield { subject: `${user.user}${mark}`.toLowerCase(), ...judgement };
    }
  }
}
