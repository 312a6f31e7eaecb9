import { accountSummary, awsRootName, credentialReport } from '../../../evidence/datasets/aws.ts';
import { isWhole } from '../../../evidence/document.ts';
import type { ControlInput } from '../../../judging/control.ts';
import type { ControlTotal, Counted } from '../../../judging/totals/control-total.ts';

/**
 * How many IAM users the account summaries of a connection count, and how many the credential reports list, account by account. A
 * report may be four hours old: whoever was deleted since has no access, and whoever was made since was not seen, which no
 * fact excuses.
 */
function usersCounted({ views }: Pick<ControlInput, 'views'>, connection: string): Counted {
  const report = views(credentialReport).find(({ document }) => document.connection === connection);
  const summary = views(accountSummary).find(({ document }) => document.connection === connection);
  if (!report || !isWhole(report.document)) return { not: `${connection} did not list all its IAM users.` };
  const counts = summary && isWhole(summary.document) ? [...summary.records()] : [];
  if (counts.length === 0 || counts.some(({ users }) => typeof users !== 'number'))
    return { not: `The account summary of ${connection} did not say how many IAM users there are.` };
  const listed = new Map<string, number>();
  for (const { arn, user } of report.records()) {
    const account = counts.length > 1 ? accountIn(arn) : '';
    if (user !== awsRootName) listed.set(account, (listed.get(account) ?? 0) + 1);
  }
  const tallies = counts.map(({ account, users }) => {
    const [of, name] = counts.length > 1 ? [account, `IAM users of ${account}`] : ['', 'IAM users'];
    return { stratum: name, counted: users ?? 0, listed: listed.get(of) ?? 0 };
  });
  const why = 'users may have been deleted since the report was made';
  return {
    tallies,
    explanations: tallies.map(({ stratum }) => ({ stratum, upTo: Number.NEGATIVE_INFINITY, why })),
  };
}

/** The account of an ARN; empty for what is none. */
export function accountIn(arn: string): string {
  return arn.split(':')[4] ?? '';
}

export const awsUsersTotal: ControlTotal = {
  dataset: accountSummary,
  kind: 'independent',
  what: 'IAM users',
  by: 'The account summary',
  of: usersCounted,
};
