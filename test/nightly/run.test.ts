import { describe, expect, test } from '@jest/globals';
import type { RunResult } from '../../lib/nightly/run.ts';
import { executeRun } from '../../lib/nightly/run.ts';
import { RunError } from '../../lib/nightly/run-error.ts';
import { readSeal } from '../../lib/seal/chain.ts';
import { ana, ben, connection, google, nightAt, onepassword, scene, summary, unenrolled } from './night.ts';

const verdicts = ({ findings }: RunResult) =>
  Object.fromEntries(findings.controls.map(({ id, verdict }) => [id, verdict]));
const drift = ({ drift: { events } }: RunResult): string[] =>
  events.map(({ type, control, subject }) =>
    `${type} ${control ?? ''} ${subject ?? ''}`.replace(/ +/g, ' ').trim(),
  );
const enrolled = 'google-workspace.mfa-enrolled';

describe('A night', () => {
  test('is planned, collected, judged and sealed', async () => {
    const stage = await scene({ google: google(ana, unenrolled(ben)) });
    const result = await executeRun(await stage.context(nightAt(0)));
    expect(result.findings.status).toBe('complete');
    expect(verdicts(result)).toMatchObject({ [enrolled]: 'fail', 'evidence.complete': 'pass' });
    expect(drift(result)).toEqual(['baseline']);
    expect([result.seal.sequence, result.already, result.recovered]).toEqual([1, false, []]);
    expect(await stage.locker.names('runs/2026-11-20T02-00-00Z/')).toEqual([
      'SHA256SUMS',
      'drift.json',
      'findings.json',
      'findings.ndjson',
      'google',
      'plan.json',
      'standard.json',
    ]);
  });

  test('that was sealed is not done again, whatever has changed', async () => {
    const stage = await scene({ google: google(ana, unenrolled(ben)) });
    const first = await executeRun(await stage.context(nightAt(0)));
    const asked = stage.asked.length;
    stage.world = { google: google(ana, ben) };
    const again = await executeRun(await stage.context(nightAt(0)));
    expect([again.already, stage.asked.length]).toEqual([true, asked]);
    expect([again.findings, again.drift, again.seal]).toEqual([first.findings, first.drift, first.seal]);
    expect(await stage.locker.names('chain/')).toHaveLength(1);
  });

  test('goes on with the chain of a company that was renamed', async () => {
    const stage = await scene({ google: google(ana, ben) });
    await executeRun(await stage.context(nightAt(0)));
    await executeRun(await stage.context(nightAt(1), { organization: 'Renamed' }));
    expect((await readSeal(stage.locker, 2))?.statement?.predicate.origin).toEqual({ locker: 'Example' });
  });

  test('is never put before one that was sealed', async () => {
    const stage = await scene({ google: google(ana, ben) });
    await executeRun(await stage.context(nightAt(1)));
    const refused = executeRun(await stage.context(nightAt(0)));
    await expect(refused).rejects.toThrow(RunError);
    await expect(refused).rejects.toThrow('Evidence is never added to the past');
    expect(await stage.locker.names('runs/')).toHaveLength(1);
  });

  test('is not put before a finished one either when the newest seal cannot be read', async () => {
    const stage = await scene({ google: google(ana, ben) });
    await executeRun(await stage.context(nightAt(1)));
    await stage.locker.create('chain/0000000002.sigstore.json', '{');
    await expect(executeRun(await stage.context(nightAt(0)))).rejects.toThrow(RunError);
  });

  test('for some connections only says of the others that they were not asked, and passes nothing for them', async () => {
    const stage = await scene({ google: google(ana, ben), onepassword: onepassword(['ana', 'ben']) });
    const whole = await executeRun(await stage.context(nightAt(0)));
    expect(verdicts(whole)['onepassword.account-for-every-employee']).toBe('pass');
    stage.asked.length = 0;
    const part = await executeRun(await stage.context(nightAt(1)), ['google']);
    expect(stage.asked.every((name) => name.startsWith('google/'))).toBe(true);
    expect(part.findings.status).toBe('partial');
    expect(summary(part.findings.datasets)).toMatchObject({
      'google/users': 'complete',
      'onepassword/users': 'failed not-asked',
      'onepassword/vaults': 'failed not-asked',
    });
    expect(verdicts(part)).toMatchObject({
      [enrolled]: 'pass',
      'evidence.complete': 'fail',
      'onepassword.account-for-every-employee': 'unknown',
      'onepassword.shared-vaults-have-a-backup': 'unknown',
      'people.leavers-have-no-access': 'unknown',
    });
  });

  test('is not sealed where nothing could be stored, and can be started again', async () => {
    const stage = await scene({ google: google(ana, ben), 'google-2': google(ben) });
    const context = await stage.context(nightAt(0));
    const create = context.locker.createFromFile;
    let full = true;
    const locker = {
      ...context.locker,
      createFromFile: async (key: string, file: string) => {
        if (full && key.includes('/google/')) throw new Error('disk full');
        return create(key, file);
      },
    };
    await expect(executeRun({ ...context, locker })).rejects.toThrow('disk full');
    expect(await stage.locker.names('chain/')).toEqual([]);
    // The other connection was collected to its end all the same.
    expect(await stage.locker.names('runs/2026-11-20T02-00-00Z/google-2/')).toContain('users.json');
    full = false;
    expect((await executeRun({ ...context, locker })).findings.status).toBe('complete');
  });
});

describe('Two connections of one provider', () => {
  test('must both be whole', async () => {
    const stage = await scene({
      google: google(ana),
      'google-2': { ...google(ben), users: { rows: [ben], problem: 'truncated' } },
    });
    const result = await executeRun(await stage.context(nightAt(0)));
    expect(verdicts(result)[enrolled]).toBe('unknown');
    expect(result.findings.controls.find(({ id }) => id === enrolled)?.obstacles).toEqual([
      'google-2/users is partial (truncated).',
    ]);
  });

  test('are both looked at', async () => {
    const stage = await scene({ google: google(ana), 'google-2': google(unenrolled(ben)) });
    expect(verdicts(await executeRun(await stage.context(nightAt(0))))[enrolled]).toBe('fail');
  });
});

describe('From night to night', () => {
  test('a failure that an outage hides is neither over nor new, and is one failure with one beginning', async () => {
    const stage = await scene({ google: google(ana, unenrolled(ben)) });
    await executeRun(await stage.context(nightAt(0)));
    stage.world = { google: { ...google(ana), users: { rows: [ana], problem: 'truncated' } } };
    const outage = await executeRun(await stage.context(nightAt(1)));
    expect(verdicts(outage)[enrolled]).toBe('unknown');
    expect(drift(outage)).not.toContainEqual(expect.stringContaining('ben@example.com'));
    stage.world = { google: google(ana, unenrolled(ben)) };
    const after = await executeRun(await stage.context(nightAt(2)));
    expect(drift(after).filter((event) => event.includes('ben@example.com'))).toEqual([]);
    const lines = (await stage.text(nightAt(2), 'findings.ndjson')).split('\n');
    expect(lines.find((line) => line.includes(enrolled) && line.includes('ben@example.com'))).toContain(
      `"since":"${nightAt(0)}"`,
    );
  });

  test('who joined a vault while it could not be looked at is told when it can again', async () => {
    const stage = await scene({ onepassword: onepassword(['ana', 'ben'], ['ana']) });
    await executeRun(await stage.context(nightAt(0)));
    stage.world = { onepassword: { ...onepassword([]), 'vault-access': { problem: 'unavailable' } } };
    await executeRun(await stage.context(nightAt(1)));
    stage.world = { onepassword: onepassword(['ana', 'ben'], ['ana', 'ben']) };
    expect(drift(await executeRun(await stage.context(nightAt(2))))).toContain(
      'vault.joined ben@example.com',
    );
    expect(drift(await executeRun(await stage.context(nightAt(3))))).not.toContain(
      'vault.joined ben@example.com',
    );
  });

  test('a connection that leaves the configuration leaves a trace, and so do its controls', async () => {
    const stage = await scene({ google: google(ana, ben), onepassword: onepassword(['ana', 'ben']) });
    await executeRun(await stage.context(nightAt(0)));
    const result = await executeRun(await stage.context(nightAt(1), { connections: [connection('google')] }));
    expect(drift(result)).toEqual(
      expect.arrayContaining([
        'collection.failed onepassword/users',
        'collection.failed onepassword/vaults',
        'control.not-judged onepassword.shared-vaults-have-a-backup',
        'control.not-judged people.leavers-have-no-access',
      ]),
    );
    expect(
      drift(await executeRun(await stage.context(nightAt(2), { connections: [connection('google')] }))),
    ).toEqual([]);
  });

  test('a control that is turned off leaves a trace, and one that is turned on and fails is told', async () => {
    const stage = await scene({ google: google(ana, unenrolled(ben)) });
    await executeRun(await stage.context(nightAt(0)));
    const off = new Map([[enrolled, { off: 'Looked at by hand' }]]);
    const without = await executeRun(await stage.context(nightAt(1), { controls: off }));
    expect(drift(without)).toEqual([`standard.changed ${enrolled}`, `control.not-judged ${enrolled}`]);
    expect(without.drift.events[0]?.message).toContain('Looked at by hand');
    expect(drift(await executeRun(await stage.context(nightAt(2))))).toEqual([
      `standard.changed ${enrolled}`,
      `control.failed ${enrolled}`,
      `control.failed ${enrolled} ben@example.com`,
    ]);
  });
});
