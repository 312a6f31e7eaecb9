import { accountSummary, awsRootName, credentialReport } from '../../../evidence/datasets/aws.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { ControlInput } from '../../../judging/control.ts';
import type { ControlTotal, Counted } from '../../../judging/totals/control-total.ts';

/**
 * How many IAM users the account summary of a connection counts, and how many the credential report lists. The report may be
 * four hours old: whoever was deleted since has no access, and whoever was made since was not seen, which no fact excuses.
 */
function usersCounted({ views }: Pick<ControlInput, 'views'>, connection: string): Counted {
  const report = views(credentialReport).find(({ document }) => document.connection === connection);
  const summary = views(accountSummary).find(({ document }) => document.connection === connection);
  if (!report || !isWhole(report.document)) return { not: `${connection} did not list its IAM users whole.` };
  const [counts] = summary && isWhole(summary.document) ? summary.records() : [];
  if (!counts || typeof counts.users !== 'number')
    return { not: `The account summary of ${connection} did not say how many IAM users there are.` };
  let listed = 0;
  for (const { user } of report.records()) if (user !== awsRootName) listed += 1;
  return {
    tallies: [{ stratum: 'IAM users', counted: counts.users, listed }],
    explanations: [
      {
        stratum: 'IAM users',
        upTo: Number.NEGATIVE_INFINITY,
        why: 'users may have been deleted since the report was made',
      },
    ],
  };
}

export const awsUsersTotal: ControlTotal = {
  dataset: accountSummary,
  kind: 'independent',
  what: 'IAM users',
  by: 'The account summary',
  of: usersCounted,
};
