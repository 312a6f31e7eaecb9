import { describe, expect, test } from '@jest/globals';
import { canonicalDocument } from '../../../lib/evidence/canonical.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { collectConnection } from '../../../lib/nightly/collect/connection.ts';
import { conclude } from '../../../lib/nightly/conclude/conclude.ts';
import { closeCutOff, concludeCutOff } from '../../../lib/nightly/plan/cut-off.ts';
import { executeRun } from '../../../lib/nightly/run.ts';
import type { RunContext } from '../../../lib/nightly/run-context.ts';
import { sealCutOff } from '../../../lib/nightly/seal/seal-step.ts';
import { chainHead, sealOfRun } from '../../../lib/seal/chain.ts';
import { sumRun } from '../../../lib/seal/sum-run.ts';
import { ana, ben, connection, google, nightAt, onepassword, type Scene, scene, summary } from '../night.ts';
import { planned } from '../planned.ts';

const [cutOff, tonight] = [nightAt(1), nightAt(2)];

/** Google and 1Password; one night is sealed, and the next was planned and cut off after Google was collected. */
async function cutOffNight(): Promise<Scene> {
  const stage = await scene({ google: google(ana, ben), onepassword: onepassword(['ana', 'ben']) });
  await executeRun(await stage.context(nightAt(0)));
  const context = await stage.context(cutOff);
  await planned(context);
  await collectConnection(context, connection('google'), [nightAt(0)]);
  stage.asked.length = 0;
  return stage;
}

/** What the steps of a run do for those before it. */
async function recover(context: RunContext): Promise<readonly string[]> {
  await closeCutOff(context);
  await concludeCutOff(context);
  return await sealCutOff(context);
}

const sequenceOf = async ({ locker }: Scene, run: string): Promise<number | undefined> =>
  (await sealOfRun(locker, run, await chainHead(locker)))?.sequence;
const verdictIn = (findings: { controls: readonly { id: string; verdict: string }[] }, id: string) =>
  findings.controls.find((control) => control.id === id)?.verdict;

describe('A run that was cut off', () => {
  test('is ended by the next one: what is there is judged, the rest is interrupted, and nothing is asked again', async () => {
    const stage = await cutOffNight();
    expect(await recover(await stage.context(tonight))).toEqual([cutOff]);
    expect(stage.asked).toEqual([]);
    const findings = await stage.json(cutOff, 'findings.json');
    expect(summary(findings.datasets)).toEqual({
      'google/org-units': 'complete',
      'google/two-step-policies': 'empty',
      'google/users': 'complete',
      'google/groups': 'empty',
      'onepassword/users': 'failed interrupted',
      'onepassword/vaults': 'failed interrupted',
      'onepassword/vault-access': 'failed interrupted',
      'onepassword/events': 'failed interrupted',
    });
    expect(findings.status).toBe('partial');
    expect(verdictIn(findings, 'google-workspace.mfa-enrolled')).toBe('pass');
    expect(verdictIn(findings, 'onepassword.account-for-every-employee')).toBe('unknown');
    expect([await sequenceOf(stage, nightAt(0)), await sequenceOf(stage, cutOff)]).toEqual([1, 2]);
  });

  test('is sealed before tonight is, which is compared with it', async () => {
    const stage = await cutOffNight();
    const result = await executeRun(await stage.context(tonight));
    expect(result.recovered).toEqual([cutOff]);
    expect([await sequenceOf(stage, cutOff), await sequenceOf(stage, tonight)]).toEqual([2, 3]);
    expect(result.findings.previous).toBe(cutOff);
  });

  test('goes on where it was when it is started again itself', async () => {
    const stage = await cutOffNight();
    const before = await stage.text(cutOff, 'google/users.json');
    const result = await executeRun(await stage.context(cutOff));
    expect(result.findings.status).toBe('complete');
    expect(stage.asked.every((name) => name.startsWith('onepassword/'))).toBe(true);
    expect(await stage.text(cutOff, 'google/users.json')).toBe(before);
  });

  test('with only some documents of a connection keeps these, and the others are interrupted', async () => {
    const stage = await scene({ google: google(ana) });
    const context = await stage.context(cutOff);
    await planned(context);
    const other = await scene({ google: google(ana) });
    await executeRun(await other.context(cutOff));
    for (const path of ['google/users.ndjson', 'google/users.json'])
      await stage.locker.create(`${runFolder(cutOff)}/${path}`, await other.text(cutOff, path));
    await recover(await stage.context(tonight));
    expect(summary((await stage.json(cutOff, 'findings.json')).datasets)).toEqual({
      'google/org-units': 'failed interrupted',
      'google/two-step-policies': 'failed interrupted',
      'google/users': 'complete',
      'google/groups': 'failed interrupted',
    });
  });

  test('after its list of files was written is only sealed', async () => {
    const stage = await cutOffNight();
    const context = await stage.context(cutOff);
    await collectConnection(context, connection('onepassword'), [nightAt(0)]);
    await conclude(context, [nightAt(0)]);
    await sumRun(stage.locker, cutOff);
    const files = await stage.locker.list(`${runFolder(cutOff)}/`);
    stage.asked.length = 0;
    expect(await recover(await stage.context(tonight))).toEqual([cutOff]);
    expect(await stage.locker.list(`${runFolder(cutOff)}/`)).toEqual(files);
    expect([stage.asked, await sequenceOf(stage, cutOff)]).toEqual([[], 2]);
  });

  test('after it was concluded is not judged again, by whatever configuration', async () => {
    const stage = await cutOffNight();
    const context = await stage.context(cutOff);
    await collectConnection(context, connection('onepassword'), [nightAt(0)]);
    const findings = await conclude(context, [nightAt(0)]);
    const controls = new Map([['google-workspace.mfa-enrolled', { off: 'x' }]]);
    await recover(await stage.context(tonight, { controls }));
    expect(await stage.json(cutOff, 'findings.json')).toEqual(JSON.parse(canonicalDocument(findings)));
  });

  test('before anything was written is sealed as failed', async () => {
    const stage = await scene({ google: google(ana) });
    await planned(await stage.context(cutOff));
    expect(await recover(await stage.context(tonight))).toEqual([cutOff]);
    expect((await stage.json(cutOff, 'findings.json')).status).toBe('failed');
  });

  test('whose plan cannot be read is judged by the configuration', async () => {
    const stage = await scene({ google: google(ana) });
    await stage.locker.create(`${runFolder(cutOff)}/plan.json`, '{');
    await recover(await stage.context(tonight));
    expect((await stage.json(cutOff, 'findings.json')).datasets).toHaveLength(4);
  });

  test('is not sealed twice, and several are sealed in their order', async () => {
    const stage = await scene({ google: google(ana) });
    for (const night of [0, 1, 2]) await planned(await stage.context(nightAt(night)));
    expect(await recover(await stage.context(nightAt(3)))).toEqual([nightAt(0), nightAt(1), nightAt(2)]);
    expect(await recover(await stage.context(nightAt(3)))).toEqual([]);
    expect(await Promise.all([0, 1, 2].map((night) => sequenceOf(stage, nightAt(night))))).toEqual([1, 2, 3]);
  });
});

describe('A configuration that changed since the run was cut off', () => {
  test('and lost a connection does not lose what lies there of it', async () => {
    const stage = await cutOffNight();
    await recover(await stage.context(tonight, { connections: [connection('onepassword')] }));
    const findings = await stage.json(cutOff, 'findings.json');
    expect(summary(findings.datasets)).toMatchObject({
      'google/users': 'complete',
      'onepassword/users': 'failed interrupted',
    });
    expect(verdictIn(findings, 'google-workspace.mfa-enrolled')).toBe('pass');
  });

  test('and lost a connection that was not collected says that it was interrupted', async () => {
    const stage = await cutOffNight();
    await recover(await stage.context(tonight, { connections: [connection('google')] }));
    const findings = await stage.json(cutOff, 'findings.json');
    expect(summary(findings.datasets)).toMatchObject({
      'google/users': 'complete',
      'onepassword/users': 'failed interrupted',
    });
    expect(verdictIn(findings, 'onepassword.account-for-every-employee')).toBe('unknown');
    expect(await stage.json(cutOff, 'onepassword/users.json')).toMatchObject({
      provider: 'onepassword',
      completeness: 'failed',
    });
  });

  test('and gained one does not ask it of that night', async () => {
    const stage = await cutOffNight();
    const three = ['google', 'google-2', 'onepassword'].map(connection);
    await recover(await stage.context(tonight, { connections: three }));
    const { datasets } = await stage.json(cutOff, 'findings.json');
    expect(datasets.map((one: { connection: string }) => one.connection)).not.toContain('google-2');
  });

  test('is seen when the run itself is started again: what was planned and is lost counts as not collected', async () => {
    const stage = await cutOffNight();
    stage.world = { ...stage.world, 'google-2': google(ana) };
    const result = await executeRun(
      await stage.context(cutOff, { connections: ['google', 'google-2'].map(connection) }),
    );
    expect(summary(result.findings.datasets)).toMatchObject({
      'google/users': 'complete',
      'google-2/users': 'complete',
      'onepassword/users': 'failed not-configured',
    });
    expect(result.findings.status).toBe('partial');
    expect(verdictIn(result.findings, 'evidence.complete')).toBe('fail');
  });
});
