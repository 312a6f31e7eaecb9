import * as z from 'zod/mini';
import {
  type AwsAccountSummary,
  type AwsCredential,
  accountSummary,
  awsRootName,
  credentialReport,
} from '../../../evidence/datasets/aws.ts';
import { type Assessment, type ControlInput, defineControl, type Who } from '../../../judging/control.ts';
import { instant } from '../../../judging/instant.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../../judging/judgement.ts';
import { accountsJudged, allAccounts, type JudgedAccount, recordsOf, unknownOf } from './accounts.ts';
import { moreThanShown } from './more-credentials.ts';

/** Null: it does not say. */
type Said = boolean | null;

/** One credential of root, or its MFA device, as the two datasets have it. The summary is the newer of the two. */
interface Sight {
  readonly summary: Said;
  readonly report: Said;
}

interface Root {
  readonly mfa: Sight;
  readonly keys: Sight;
  readonly password: Sight;
  readonly certificates: Sight;
  /** Whether there are credentials that the report has no columns for. */
  readonly more: Said;
}

export const rootProtected = defineControl({
  id: 'aws.root-protected',
  version: 3,
  title: 'The AWS root user has MFA and no access keys, or no credentials',
  meaning:
    'The root user of every connected AWS account has an MFA device and no access key, by the account summary and by the credential report alike, or no credentials at all. Of an account of an organization that cannot be entered, the organization’s audit of root tells it, where it is allowed.',
  fix: 'Sign in as root, register an MFA device and delete root’s access keys under Security credentials.',
  mappings: {
    soc2: ['CC6.1', 'CC6.3'],
    iso27001: ['A.8.2'],
    nist80053: ['IA-2(1)', 'AC-6'],
    cis: ['6.5'],
  },
  needs: [accountSummary, credentialReport, allAccounts],
  parameters: () => z.strictObject({}),
  *evaluate(input: ControlInput<unknown>) {
    const summaries = input.views(accountSummary);
    const reports = input.views(credentialReport);
    const connections = [...summaries, ...reports].map(({ document }) => document.connection);
    for (const connection of new Set(connections)) {
      const accounts = accountsJudged(input, connection);
      if (accounts) yield* accounts.map(ofAccount);
      const summary = recordsOf(summaries, connection)[0] ?? null;
      const row = rootRow(recordsOf(reports, connection));
      const who = whoOf(connection, 'root', `root user of ${connection}`.toLowerCase());
      if (!accounts && (summary || row)) yield assess(who, rootIn(summary, row));
    }
  },
});

/** Root of one account of an organization. */
function ofAccount(account: JudgedAccount): Assessment {
  const { connection, hindrance, id, place, report, summary } = account;
  const row = rootRow(report ?? []);
  const who = whoOf(connection, `${id}/root`, `root user${place}`);
  if (hindrance !== null && summary?.rootAudit) return auditedRoot(who, summary);
  if (hindrance !== null || (!summary && !row))
    return unknownOf(account, 'Neither its account summary nor its credential report came.');
  return assess(who, rootIn(summary, row));
}

/**
 * Of an account that could not be entered there is no credential report: what AWS says of root to a session that was opened
 * for nothing else stands alone.
 */
function auditedRoot(who: Who, summary: AwsAccountSummary): Assessment {
  const { certificates, keys, mfa, more, password } = rootIn(summary, null);
  const alone = ({ summary }: Sight): Sight => ({ summary, report: summary });
  const root = {
    certificates: alone(certificates),
    keys: alone(keys),
    mfa: alone(mfa),
    more,
    password: alone(password),
  };
  const assessed = assess(who, root);
  return {
    ...assessed,
    reason:
      `${assessed.reason} By the organization’s audit of root: the account itself could not be entered.`.trim(),
  };
}

function rootRow(rows: readonly AwsCredential[]): AwsCredential | null {
  return rows.find(({ user }) => user === awsRootName) ?? null;
}

function rootIn(summary: AwsAccountSummary | null, row: AwsCredential | null): Root {
  const present = (count: number | null | undefined): Said =>
    count === null || count === undefined ? null : count > 0;
  return {
    mfa: { summary: yesOrNo(summary?.accountMFAEnabled), report: row?.mfaActive ?? null },
    keys: { summary: present(summary?.accountAccessKeysPresent), report: row ? hasKeys(row) : null },
    // AWS does not say it of root in the report, but of accounts that were made without.
    password: { summary: present(summary?.accountPasswordPresent), report: row?.passwordEnabled ?? null },
    certificates: {
      summary: present(summary?.accountSigningCertificatesPresent),
      report: row?.certificate ?? null,
    },
    more: row ? row.moreCredentials : null,
  };
}

/** Anything but 1 and 0 is no answer. */
function yesOrNo(said: number | null | undefined): Said {
  return said === 1 ? true : said === 0 ? false : null;
}

/** A key that is only deactivated is still there. */
function hasKeys(row: AwsCredential): Said {
  const keys = [keyThere(row.key1Active, row.key1LastRotated), keyThere(row.key2Active, row.key2LastRotated)];
  if (keys.includes(true)) return true;
  return keys.includes(null) ? null : false;
}

function keyThere(active: boolean | null, lastRotated: string | null): Said {
  if (active === true || instant(lastRotated) !== null) return true;
  return active === false && lastRotated !== null ? false : null;
}

function assess(who: Who, root: Root): Assessment {
  const judged = [keysOf(root), signInOf(root), moreOf(root)];
  const verdict = (['fail', 'unknown'] as const).find((one) => judged.some((said) => said.verdict === one));
  const reasons = judged.filter((said) => said.verdict === (verdict ?? 'pass')).map(({ reason }) => reason);
  return { ...who, verdict: verdict ?? 'pass', reason: reasons.filter((reason) => reason !== '').join(' ') };
}

function keysOf({ keys: { report, summary } }: Root): Judgement {
  if (summary === true) return fail('Root has an access key.');
  if (summary === null)
    return report === true
      ? fail('Root has an access key.')
      : unknown(silent('account summary', 'access keys'));
  if (report === null) return unknown(silent('credential report', 'access keys'));
  return report ? unknown(disagree('access keys')) : pass;
}

/** Root signs in with a second factor, or not at all: where its credentials were removed, there is nothing to protect. */
function signInOf(root: Root): Judgement {
  const { mfa } = root;
  if (mfa.summary === true) {
    if (mfa.report === null) return unknown(silent('credential report', 'MFA device'));
    return mfa.report ? pass : unknown(disagree('MFA device'));
  }
  if (mfa.summary === null)
    return mfa.report === false
      ? fail('Root has no MFA device.')
      : unknown(silent('account summary', 'MFA device'));
  const without = hasNothing(root);
  if (without === true)
    return {
      verdict: 'pass',
      reason: 'Root has no credentials at all: no password, no access key, no certificate.',
    };
  if (without === false) return fail('Root has no MFA device.');
  return unknown(
    'Root has no MFA device, and AWS does not say whether it has a password or another credential.',
  );
}

/** Whether root has neither password nor key nor certificate. Where the two say otherwise of one of them, it cannot be told. */
function hasNothing({ certificates, keys, password }: Root): Said {
  const there = [password, keys, certificates].map(({ report, summary }) =>
    summary === false && report === true ? null : (summary ?? report),
  );
  if (there.includes(true)) return false;
  return there.includes(null) ? null : true;
}

function moreOf({ more }: Root): Judgement {
  return more === true ? unknown(moreThanShown) : pass;
}

function silent(dataset: string, what: string): string {
  return `The ${dataset} does not show root’s ${what}.`;
}

function disagree(what: string): string {
  return `Account summary and credential report disagree on root’s ${what}; the report may be four hours old.`;
}
