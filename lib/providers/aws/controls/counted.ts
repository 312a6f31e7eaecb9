import { accountSummary, awsRootName, credentialReport } from '../../../evidence/datasets/aws.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { ControlInput } from '../../../judging/control.ts';
import type { Counted } from '../../../judging/service.ts';

/**
 * How many IAM users the account summary of a connection counts, and how many the credential report lists; null where the
 * two did not come whole, or the summary does not count.
 */
export function usersCounted({ views }: Pick<ControlInput, 'views'>, connection: string): Counted | null {
  const report = views(credentialReport).find(({ document }) => document.connection === connection);
  const summary = views(accountSummary).find(({ document }) => document.connection === connection);
  if (!report || !summary || !isWhole(report.document) || !isWhole(summary.document)) return null;
  const [counts] = summary.records();
  if (!counts || typeof counts.users !== 'number') return null;
  let listed = 0;
  for (const { user } of report.records()) if (user !== awsRootName) listed += 1;
  return { counted: counts.users, listed };
}
