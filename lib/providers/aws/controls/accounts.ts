import {
  type AwsAccountSummary,
  type AwsCredential,
  accountSummary,
  credentialReport,
} from '../../../evidence/datasets/aws.ts';
import {
  type AwsOrganizationAccount,
  organizationAccounts,
} from '../../../evidence/datasets/aws-organization.ts';
import type { Assessment, ControlInput, DatasetView } from '../../../judging/control.ts';
import { whoOf } from '../../../judging/judgement.ts';
import { ifAsked, type Need } from '../../../judging/need.ts';

/** Where a connection is an organization, the list of its accounts must be whole: one that was not seen is not judged. */
export const allAccounts: Need = ifAsked(organizationAccounts);

type Views = Pick<ControlInput, 'views'>;

/** Whose credentials are judged: the one account of a connection, or one of an organization. */
export interface JudgedAccount {
  readonly connection: string;
  /** Twelve digits; null where the connection is one account. */
  readonly id: string | null;
  /** What stands behind a name to say where it is; empty where the connection is one account. */
  readonly place: string;
  /** Why nothing is known of it; null where it was asked. */
  readonly hindrance: string | null;
  readonly summary: AwsAccountSummary | null;
  /** Null where no report of it came. */
  readonly report: readonly AwsCredential[] | null;
}

/**
 * The accounts of an organization that are to be judged, each with what was seen of it; null where the connection is one
 * account. Those that are suspended, closed or left out are counted in their strata and judged by no control.
 */
export function accountsJudged(input: Views, connection: string): readonly JudgedAccount[] | null {
  const accounts = viewOf(input.views(organizationAccounts), connection);
  if (!accounts) return null;
  const summaries = new Map(
    recordsOf(input.views(accountSummary), connection).map((row) => [row.account, row]),
  );
  const reports = new Map<string, AwsCredential[]>();
  for (const row of recordsOf(input.views(credentialReport), connection)) {
    const account = row.account ?? '';
    const rows = reports.get(account);
    if (rows) rows.push(row);
    else reports.set(account, [row]);
  }
  return [...accounts.records()].filter(isJudged).map(({ hindrance, id, name, standing }) => ({
    connection,
    id,
    place: ` of ${name === null ? id : `${name.toLowerCase()} (${id})`}`,
    hindrance: standing === 'entered' ? null : (hindrance ?? 'It could not be entered.'),
    summary: summaries.get(id) ?? null,
    report: reports.get(id) ?? null,
  }));
}

function isJudged({ standing }: AwsOrganizationAccount): boolean {
  return standing === 'entered' || standing === 'unreachable';
}

/** What is said of an account of which nothing is known: it is never passed over. */
export function unknownOf({ connection, hindrance, id, place }: JudgedAccount, reason: string): Assessment {
  return {
    ...whoOf(connection, `${id}/account`, `account${place}`),
    verdict: 'unknown',
    reason: hindrance === null ? reason : `The account could not be entered: ${hindrance}`,
  };
}

/** A connection's own records of a dataset. */
export function recordsOf<Row>(views: readonly DatasetView<Row>[], connection: string): readonly Row[] {
  return views
    .filter(({ document }) => document.connection === connection)
    .flatMap((view) => [...view.records()]);
}

function viewOf<Row>(views: readonly DatasetView<Row>[], connection: string): DatasetView<Row> | undefined {
  return views.find(({ document }) => document.connection === connection);
}
