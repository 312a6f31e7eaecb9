import { describe, expect, test } from '@jest/globals';
import { type AwsOptions, type AwsStandIn, startAws } from '../../../../demo/stand-ins/aws.ts';
import type { Misbehaviour } from '../../../../demo/stand-ins/serve/misbehaviour.ts';
import { awsWith } from '../../../../lib/providers/aws/collect/index.ts';
import { type Settings, settings } from '../../../../lib/providers/aws/settings.ts';
import { closing } from '../../../demo/stand-ins/asking.ts';
import { memorySession, type SessionOptions } from '../../session.ts';
import { account, world } from '../account.ts';

const kept = closing();
const provider = awsWith(async () => {});

async function start(options: AwsOptions = {}, given = world): Promise<AwsStandIn> {
  return kept(await startAws(() => given, options));
}

async function collect(aws: AwsStandIn, changes: Partial<Settings> = {}, options: SessionOptions = {}) {
  const memory = memorySession(
    { settings: settings().parse(changes), endpoint: aws.url, credential: aws.credentials() },
    { now: new Date(), ...options },
  );
  await provider.collect(memory.session);
  return { memory, report: memory.of('credential-report'), summary: memory.of('account-summary') };
}

describe('Collecting from AWS', () => {
  test('keeps root and every user, with words where AWS gives neither yes nor no', async () => {
    const { report } = await collect(await start());
    expect(report.problems).toEqual([]);
    expect(report.rows).toEqual([
      {
        arn: 'arn:aws:iam::111122223333:root',
        certificate: false,
        key1Active: false,
        key1LastRotated: 'N/A',
        key1LastUsed: 'N/A',
        key2Active: false,
        key2LastRotated: 'N/A',
        key2LastUsed: 'N/A',
        mfaActive: true,
        moreCredentials: false,
        passwordEnabled: null,
        passwordLastChanged: 'not_supported',
        passwordLastUsed: 'no_information',
        user: '<root_account>',
        userCreationTime: '2019-01-01T00:00:00+00:00',
      },
      {
        arn: 'arn:aws:iam::111122223333:user/people/ben',
        certificate: false,
        key1Active: true,
        key1LastRotated: '2024-05-01T09:00:00+00:00',
        key1LastUsed: '2026-11-22T09:00:00+00:00',
        key2Active: false,
        key2LastRotated: 'N/A',
        key2LastUsed: 'N/A',
        mfaActive: false,
        moreCredentials: false,
        passwordEnabled: true,
        passwordLastChanged: '2024-05-01T09:00:00+00:00',
        passwordLastUsed: 'no_information',
        user: 'ben',
        userCreationTime: '2024-05-01T09:00:00+00:00',
      },
      expect.objectContaining({
        user: 'deploy',
        key1Active: false,
        key2Active: true,
        passwordEnabled: false,
      }),
    ]);
    expect(
      report.rows.every((row) => Object.keys(row).every((key, at, keys) => key > (keys[at - 1] ?? ''))),
    ).toBe(true);
  });

  test('keeps what the summary says of root', async () => {
    const { summary } = await collect(await start());
    expect(summary.problems).toEqual([]);
    expect(summary.rows).toEqual([
      {
        account,
        accountAccessKeysPresent: 0,
        accountMFAEnabled: 1,
        accountPasswordPresent: 1,
        accountSigningCertificatesPresent: 0,
        users: 2,
      },
    ]);
  });

  test('says which account answered, as whom, and what was allowed', async () => {
    const { report, summary } = await collect(await start());
    const who = {
      origin: 'api',
      tenant: { id: account, name: null },
      principal: `arn:aws:iam::${account}:user/exhibit`,
    };
    expect(report.source).toEqual({
      ...who,
      scopes: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
    });
    expect(summary.source).toEqual({ ...who, scopes: ['iam:GetAccountSummary'] });
  });

  test('asks no more than it needs, and keeps every answer under the question’s name', async () => {
    const aws = await start();
    const { report, summary } = await collect(aws);
    const names = ['GetCallerIdentity', 'GenerateCredentialReport', 'GetCredentialReport'];
    expect(report.exchanges.map(({ url }) => url)).toEqual(names.map((name) => `${aws.url}/#${name}`));
    expect(aws.requests.map(({ path }) => path)).toEqual([
      ...names.map((name) => `/#${name}`),
      '/#GetCallerIdentity',
      '/#GetAccountSummary',
    ]);
    expect(report.exchanges[2]?.body?.toString()).toContain(
      '<GetCredentialReportResult><Content>dXNlcixhcm4s',
    );
    expect(summary.added).toEqual([{ exchange: 1, rows: 1 }]);
  });

  test('waits until AWS has written the report', async () => {
    const aws = await start({ polls: 3 });
    const { report } = await collect(aws);
    expect(report.problems).toEqual([]);
    expect(aws.requests.filter(({ path }) => path === '/#GenerateCredentialReport')).toHaveLength(3);
  });

  test('counts root apart from the users, and keeps names in comparable order', async () => {
    const [dataset] = provider.datasets;
    const row = { user: 'Ben', passwordEnabled: true } as never;
    expect([dataset?.key(row), dataset?.strata(row)]).toEqual(['ben', ['user', 'console-user']]);
    expect(dataset?.strata({ user: '<root_account>' } as never)).toEqual(['root']);
    expect(dataset?.strata({ user: 'x', passwordEnabled: null } as never)).toEqual(['user']);
  });
});

describe('The account', () => {
  test('that the configuration names may answer', async () => {
    const { report, summary } = await collect(await start(), { account });
    expect([...report.problems, ...summary.problems]).toEqual([]);
  });

  test('that it does not name is not collected', async () => {
    const aws = await start();
    const { report, summary } = await collect(aws, { account: '999999999999' });
    for (const { problems, rows } of [report, summary]) {
      expect(rows).toEqual([]);
      expect(problems).toEqual([
        { code: 'rejected', message: expect.stringContaining('names account 999999999999') },
      ]);
    }
    expect(new Set(aws.requests.map(({ path }) => path))).toEqual(new Set(['/#GetCallerIdentity']));
  });

  test('stays unsaid when AWS does not say it, unless the configuration names one', async () => {
    const aws = await start();
    aws.misbehave({ path: '/#GetCallerIdentity', do: 503 });
    const { report, summary } = await collect(aws);
    expect([report.problems, report.rows.length, report.source.tenant]).toEqual([[], 3, undefined]);
    expect(summary.rows).toMatchObject([{ account: 'unknown' }]);
    const named = await collect(aws, { account });
    expect([named.report.rows, named.report.problems[0]?.code]).toEqual([[], 'unavailable']);
  });

  test('must be twelve digits', async () => {
    const aws = await start({}, { ...world, account: 'acme' });
    const { summary } = await collect(aws, { account });
    expect(summary.problems[0]?.code).toBe('malformed');
  });
});

describe('A question that goes wrong', () => {
  const wrong: [Omit<Misbehaviour, 'path'>, string][] = [
    [{ do: 401 }, 'unauthenticated'],
    [{ do: 403 }, 'denied'],
    [{ do: 429 }, 'rate-limited'],
    [{ do: 500 }, 'unavailable'],
    [{ do: 503 }, 'unavailable'],
    [{ do: 'close' }, 'unavailable'],
    [{ do: 'cut' }, 'unavailable'],
    [{ do: 'not-json' }, 'malformed'],
    [{ do: 'wrong-shape' }, 'malformed'],
    [{ do: 'empty-object' }, 'malformed'],
    [{ do: 'expire-token' }, 'unauthenticated'],
  ];

  test.each(
    ['GenerateCredentialReport', 'GetCredentialReport'].flatMap((action) =>
      wrong.map(([rule, code]) => [action, rule.do, code, rule] as const),
    ),
  )('%s, %s: the report fails with %s, the summary does not', async (action, _do, code, rule) => {
    const aws = await start();
    aws.misbehave({ path: `/#${action}`, times: 1, ...rule } as Misbehaviour);
    const { report, summary } = await collect(aws);
    expect([report.rows, report.problems.map((problem) => problem.code)]).toEqual([[], [code]]);
    if (rule.do !== 'expire-token') expect([summary.problems, summary.rows.length]).toEqual([[], 1]);
  });

  test.each(wrong.map(([rule, code]) => [rule.do, code, rule] as const))(
    'GetAccountSummary, %s: the summary fails with %s, the report does not',
    async (_do, code, rule) => {
      const aws = await start();
      aws.misbehave({ path: '/#GetAccountSummary', times: 1, ...rule } as Misbehaviour);
      const { report, summary } = await collect(aws);
      expect([summary.rows, summary.problems.map((problem) => problem.code)]).toEqual([[], [code]]);
      expect([report.problems, report.rows.length]).toEqual([[], 3]);
    },
  );

  test('is asked again when AWS only asks to slow down', async () => {
    const aws = await start();
    for (const path of ['/#GetCallerIdentity', '/#GetCredentialReport', '/#GetAccountSummary'])
      aws.misbehave({ path, do: 429, times: 2 });
    const { report, summary } = await collect(aws, {}, { patienceMs: 60_000 });
    expect([...report.problems, ...summary.problems]).toEqual([]);
    expect(report.exchanges.filter(({ status }) => status === 400)).toHaveLength(4);
  });

  test('a refused policy names what AWS says', async () => {
    const { report, summary } = await collect(await start({ allowed: ['GetAccountSummary'] }));
    expect(report.problems).toEqual([{ code: 'denied', message: expect.stringContaining('AccessDenied') }]);
    expect(summary.problems).toEqual([]);
  });
});

describe('The summary', () => {
  test.each(['AccountMFAEnabled', 'AccountAccessKeysPresent'])('without %s is not whole', async (field) => {
    const aws = await start();
    aws.misbehave({ path: '/#GetAccountSummary', do: 'drop-field', field });
    const { summary } = await collect(aws);
    expect(summary.problems).toEqual([{ code: 'not-visible', message: expect.stringContaining(field) }]);
    const name = `a${field.slice(1)}`;
    expect(summary.rows[0][name]).toBeNull();
  });

  test('with a count that is empty is malformed, and not taken for none', async () => {
    const aws = await start();
    aws.misbehave({ path: '/#GetAccountSummary', do: 'null-field', field: 'AccountAccessKeysPresent' });
    const { summary } = await collect(aws);
    expect([summary.rows, summary.problems[0]?.code]).toEqual([[], 'malformed']);
  });
});

describe('Secrets', () => {
  test('are in nothing that is written, even when AWS sends them back', async () => {
    const aws = await start();
    aws.misbehave({ path: /Get/, do: 'echo-secret' });
    const { memory, report } = await collect(aws, { account });
    const { secretAccessKey } = JSON.parse(aws.credentials());
    const written = memory.everything();
    expect(report.problems[0]?.code).toBe('denied');
    expect(written).toContain('Refused: AWS4-HMAC-SHA256');
    expect(written).not.toContain(secretAccessKey);
    expect(written).not.toMatch(/Signature=[0-9a-f]{64}/);
  });
});
