import * as z from 'zod/mini';
import {
  type AwsAccountSummary,
  type AwsCredential,
  accountSummary,
  awsRootName,
  credentialReport,
} from '../../../evidence/datasets/aws.ts';
import {
  type Assessment,
  type ControlInput,
  type DatasetView,
  defineControl,
  type Verdict,
} from '../../../judging/control.ts';
import { instant } from '../../../judging/instant.ts';
import { whoOf } from '../../../judging/judgement.ts';

/** Null: it does not say. */
type Said = boolean | null;

/** One thing that must be so of root, as the two datasets have it. */
interface Point {
  /** Whether all is well, according to each of the two. */
  readonly summary: Said;
  readonly report: Said;
  readonly wrong: string;
  readonly what: string;
}

export const rootProtected = defineControl({
  id: 'aws.root-protected',
  version: 1,
  title: 'The AWS root user has MFA and no access keys',
  meaning:
    'The root user of every connected AWS account has an MFA device and no access key, by the account summary and by the credential report alike.',
  fix: 'Sign in as root, register an MFA device and delete root’s access keys under Security credentials.',
  mappings: {
    soc2: ['CC6.1', 'CC6.3'],
    iso27001: ['A.8.2'],
    nist80053: ['IA-2(1)', 'AC-6'],
    cis: ['6.5'],
  },
  needs: [accountSummary, credentialReport],
  parameters: () => z.strictObject({}),
  *evaluate(input: ControlInput<unknown>) {
    const summaries = input.views(accountSummary);
    const reports = input.views(credentialReport);
    const connections = [...summaries, ...reports].map(({ document }) => document.connection);
    for (const connection of new Set(connections)) {
      const summary = recordsOf(summaries, connection)[0] ?? null;
      const row = recordsOf(reports, connection).find(({ user }) => user === awsRootName) ?? null;
      if (summary || row) yield assess(connection, pointsOf(summary, row));
    }
  },
});

function recordsOf<Row>(views: readonly DatasetView<Row>[], connection: string): readonly Row[] {
  return views
    .filter(({ document }) => document.connection === connection)
    .flatMap((view) => [...view.records()]);
}

function pointsOf(summary: AwsAccountSummary | null, row: AwsCredential | null): readonly Point[] {
  const mfa = summary?.accountMFAEnabled ?? null;
  const keys = summary?.accountAccessKeysPresent ?? null;
  return [
    {
      what: 'MFA device',
      wrong: 'Root has no MFA device.',
      summary: mfa === 1 ? true : mfa === 0 ? false : null,
      report: row?.mfaActive ?? null,
    },
    {
      what: 'access keys',
      wrong: 'Root has an access key.',
      summary: keys === null ? null : keys === 0,
      report: row ? hasNoKeys(row) : null,
    },
  ];
}

/** A key that is only deactivated is still there. */
function hasNoKeys(row: AwsCredential): Said {
  const keys = [keyThere(row.key1Active, row.key1LastRotated), keyThere(row.key2Active, row.key2LastRotated)];
  if (keys.includes(true)) return false;
  return keys.includes(null) ? null : true;
}

function keyThere(active: boolean | null, lastRotated: string | null): Said {
  if (active === true || instant(lastRotated) !== null) return true;
  return active === false && lastRotated !== null ? false : null;
}

function assess(connection: string, points: readonly Point[]): Assessment {
  const judged = points.map(judge);
  const verdict = (['fail', 'unknown'] as const).find((one) => judged.some((point) => point.verdict === one));
  const reasons = judged.filter((point) => point.verdict === verdict).map(({ reason }) => reason);
  return {
    ...whoOf(connection, 'root', `root user of ${connection}`.toLowerCase()),
    verdict: verdict ?? 'pass',
    reason: verdict ? reasons.join(' ') : '',
  };
}

function judge({ report, summary, what, wrong }: Point): { verdict: Verdict; reason: string } {
  if (summary !== null && report !== null && summary !== report)
    return {
      verdict: 'unknown',
      reason: `Account summary and credential report disagree on root’s ${what}; the report may be four hours old.`,
    };
  if (summary === false || report === false) return { verdict: 'fail', reason: wrong };
  if (summary && report) return { verdict: 'pass', reason: '' };
  const silent = summary === null ? 'account summary' : 'credential report';
  return { verdict: 'unknown', reason: `The ${silent} does not say how it is with root’s ${what}.` };
}
