import { describe, expect, test } from '@jest/globals';
import { credentialReport } from '../../../../demo/stand-ins/aws/report.ts';
import { awsWith } from '../../../../lib/providers/aws/collect/index.ts';
import { sleep } from '../../../../lib/providers/aws/collect/pause.ts';
import { staleness } from '../../../../lib/providers/aws/collect/report.ts';
import { settings } from '../../../../lib/providers/aws/settings.ts';
import { memorySession, type SessionOptions } from '../../session.ts';
import { world } from '../account.ts';
import {
  entry,
  identity,
  type Reply,
  ready,
  refusal,
  reportOf,
  result,
  scripted,
  summaryOf,
} from '../server.ts';

const serve = scripted();
const csv = credentialReport(world);
const summary = summaryOf(entry('AccountMFAEnabled', 1) + entry('AccountAccessKeysPresent', 0));
const sound = {
  GetCallerIdentity: identity,
  GenerateCredentialReport: ready,
  GetCredentialReport: reportOf(csv),
  GetAccountSummary: summary,
};
const credential = '{"accessKeyId":"AKIDEXAMPLE","secretAccessKey":"not-a-real-secret"}';

async function collect(
  script: Readonly<Record<string, Reply | readonly Reply[]>>,
  options: SessionOptions = {},
) {
  const waits: number[] = [];
  const server = await serve({ ...sound, ...script });
  const memory = memorySession(
    { settings: settings().parse({}), endpoint: server.url, credential },
    { now: new Date(), ...options },
  );
  await awsWith(async (ms) => void waits.push(ms)).collect(memory.session);
  return { report: memory.of('credential-report'), summary: memory.of('account-summary'), server, waits };
}

describe('A report', () => {
  test('is asked for until it is there', async () => {
    const states = ['STARTED', 'INPROGRESS', 'INPROGRESS'].map((state) =>
      result('GenerateCredentialReport', `<State>${state}</State>`),
    );
    const { report, waits } = await collect({ GenerateCredentialReport: [...states, ready] });
    expect([report.problems, report.rows.length, waits]).toEqual([[], 3, [250, 250, 250]]);
  });

  test.each(['ReportNotPresent', 'ReportExpired', 'ReportInProgress'])(
    'that is not there after all (%s) is asked for anew',
    async (code) => {
      const answers = [refusal(code === 'ReportInProgress' ? 404 : 410, code), reportOf(csv)];
      const { report, server } = await collect({ GetCredentialReport: answers });
      expect([report.problems, report.rows.length]).toEqual([[], 3]);
      expect(server.asked.filter(({ action }) => action === 'GenerateCredentialReport')).toHaveLength(2);
    },
  );

  test('that is never there ends the collection', async () => {
    const { report, server } = await collect({ GetCredentialReport: refusal(410, 'ReportNotPresent') });
    expect(report.problems).toEqual([
      { code: 'rejected', message: expect.stringContaining('ReportNotPresent') },
    ]);
    expect(server.asked.filter(({ action }) => action === 'GetCredentialReport')).toHaveLength(3);
  });

  test('that is never ready ends the collection in time', async () => {
    const started = result('GenerateCredentialReport', '<State>STARTED</State>');
    const { report, summary, waits } = await collect({ GenerateCredentialReport: started });
    expect(report.problems).toEqual([{ code: 'timeout', message: expect.stringContaining('60 times') }]);
    expect(waits).toHaveLength(59);
    expect(summary.rows).toHaveLength(1);
  });

  test('whose state is not said is malformed', async () => {
    const { report } = await collect({
      GenerateCredentialReport: result('GenerateCredentialReport', '<State/>'),
    });
    expect(report.problems[0]?.code).toBe('malformed');
  });

  test('is not waited for when the run is stopped', async () => {
    const stop = new AbortController();
    const waiting = sleep(60_000, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toThrow();
    await expect(sleep(0, undefined)).resolves.toBeUndefined();
    const started = result('GenerateCredentialReport', '<State>STARTED</State>');
    const server = await serve({ ...sound, GenerateCredentialReport: started });
    const running = new AbortController();
    const memory = memorySession(
      { settings: settings().parse({}), endpoint: server.url, credential },
      { signal: running.signal },
    );
    await awsWith(async () => {
      running.abort();
      throw running.signal.reason;
    }).collect(memory.session);
    expect(memory.of('credential-report').problems[0]?.code).toBe('interrupted');
  });

  test.each([
    ['older than four hours', -4.2, 'stale'],
    ['of the future', 0.2, 'stale'],
  ])('%s is kept, but not whole', async (_what, hours, code) => {
    const at = new Date(Date.now() + hours * 3_600_000).toISOString();
    const { report } = await collect({ GetCredentialReport: reportOf(csv, at) });
    expect([report.rows.length, report.problems.map((problem) => problem.code)]).toEqual([3, [code]]);
  });

  test.each([
    ['nothing', '<GeneratedTime>2026-11-23T02:00:00Z</GeneratedTime>'],
    ['no time', `<Content>${Buffer.from(csv).toString('base64')}</Content>`],
    ['a time that is none', `<Content>dXNlcg==</Content><GeneratedTime>yesterday</GeneratedTime>`],
    ['no base64', '<Content>*</Content><GeneratedTime>2026-11-23T02:00:00Z</GeneratedTime>'],
    [
      'another form',
      '<Content>dXNlcg==</Content><ReportFormat>text/html</ReportFormat><GeneratedTime>2026-11-23T02:00:00Z</GeneratedTime>',
    ],
  ])('with %s in it is malformed', async (_what, inner) => {
    const { report } = await collect({ GetCredentialReport: result('GetCredentialReport', inner) });
    expect([report.rows, report.problems[0]?.code]).toEqual([[], 'malformed']);
  });

  test('that is not UTF-8 is malformed', async () => {
    const latin = Buffer.from(csv.replaceAll('ben', 'b\u00e9n'), 'latin1');
    const { report } = await collect({ GetCredentialReport: reportOf(latin) });
    expect([report.rows, report.problems[0]?.code]).toEqual([[], 'malformed']);
  });

  test('with a faulty line keeps the others, and is not whole', async () => {
    const { report } = await collect({ GetCredentialReport: reportOf(csv.trimEnd().slice(0, -20)) });
    expect(report.rows.map(({ user }) => user)).toEqual(['<root_account>', 'ben']);
    expect(report.problems).toEqual([
      { code: 'malformed', message: expect.stringContaining('line 4 has 18 of 22 columns') },
    ]);
  });
});

describe('The age of a report', () => {
  const at = new Date('2026-11-23T02:00:00Z');
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000);

  test.each([0, -5, 240, 245])('fits %d minutes later', (minutes) => {
    expect(staleness(at, [later(minutes)])).toBeNull();
  });

  test.each([
    [-6, 'in the future'],
    [246, 'more than four hours old'],
  ])('does not fit %d minutes later', (minutes, words) => {
    expect(staleness(at, [later(minutes)])).toEqual({
      code: 'stale',
      message: expect.stringContaining(words),
    });
  });

  test('fits the run’s own time, when that was chosen by hand', () => {
    expect(staleness(at, [later(100_000), later(1)])).toBeNull();
    expect(staleness(at, [later(100_000), later(-100_000)])?.code).toBe('stale');
  });
});
