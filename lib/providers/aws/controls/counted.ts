import { accountSummary, awsRootName, credentialReport } from '../../../evidence/datasets/aws.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { ControlInput } from '../../../judging/control.ts';
import type { Counted } from '../../../judging/service.ts';

/**
 * How many IAM users the account summaries of a connection count, and how many the credential reports list; null where the
 * two did not come whole, or a summary does not count.
 */
export function usersCounted({ views }: Pick<ControlInput, 'views'>, connection: string): Counted | null {
  const report = views(credentialReport).find(({ document }) => document.connection === connection);
  const summary = views(accountSummary).find(({ document }) => document.connection === connection);
  if (!report || !summary || !isWhole(report.document) || !isWhole(summary.document)) return null;
  let counted = 0;
  let accounts = 0;
  for (const { users } of summary.records()) {
    if (typeof users !== 'number') return null;
    counted += users;
    accounts += 1;
  }
  if (accounts === 0) return null;
  let listed = 0;
  for (const { user } of report.records()) if (user !== awsRootName) listed += 1;
  return { counted, listed };
}
