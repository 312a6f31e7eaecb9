import { rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { whoIsWho } from '../../../lib/controls/people/who-is-who.ts';
import type { AnyDataset } from '../../../lib/evidence/dataset.ts';
import { groups, users } from '../../../lib/evidence/datasets/google-workspace.ts';
import type { ControlInput } from '../../../lib/judging/control.ts';
import { needsOf } from '../../../lib/judging/need.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { inputFor } from '../../../lib/nightly/conclude/views.ts';
import { executeRun } from '../../../lib/nightly/run.ts';
import { readDrift } from '../../../lib/runs/sealed-run.ts';
import { plainStandard } from '../../judging/standard.ts';
import { ana, ben, google, nightAt, onepassword, scene, unenrolled, type World } from '../night.ts';

const enrolled = 'google-workspace.mfa-enrolled';
const fails: World = { google: google(ana, unenrolled(ben)) };

describe('Findings', () => {
  test('say what they rest on, and where each control stands', async () => {
    const stage = await scene(fails);
    await executeRun(await stage.context(nightAt(0)));
    const { findings: second } = await executeRun(await stage.context(nightAt(1)));
    expect(second).toMatchObject({
      schema: 'exhibit/findings/v1',
      run: nightAt(1),
      previous: nightAt(0),
      status: 'complete',
      drift: { path: 'drift.json' },
      findings: { path: 'findings.ndjson', order: 'control, subject' },
    });
    const lines = (await stage.text(nightAt(1), 'findings.ndjson')).split('\n').filter((line) => line !== '');
    expect(lines).toHaveLength(second.findings.count);
    const places = lines
      .map((line) => JSON.parse(line))
      .map(({ control, subject }) => `${control} ${subject}`);
    expect(places).toEqual(places.toSorted());
    expect(second.controls.reduce((sum, { lines: { count } }) => sum + count, 0)).toBe(lines.length);
    expect(second.notJudged.find(({ id }) => id === 'onepassword.shared-vaults-have-a-backup')?.by).toBe(
      'scope',
    );
  });

  test('name the drift that belongs to them, where an earlier attempt left another', async () => {
    const stage = await scene(fails);
    const left = '{"schema":"exhibit/drift/v1","events":[]}\n';
    await stage.locker.create(`${runFolder(nightAt(0))}/drift.json`, left);
    await stage.locker.create(`${runFolder(nightAt(0))}/findings.ndjson`, 'left over\n');
    const { findings, drift } = await executeRun(await stage.context(nightAt(0)));
    expect([findings.drift.path, findings.findings.path]).toEqual(['drift.2.json', 'findings.2.ndjson']);
    expect(await readDrift(stage.locker, findings)).toEqual(drift);
    expect(drift.events.map(({ type }) => type)).toEqual(['baseline']);
    expect(await stage.text(nightAt(0), 'drift.json')).toBe(left);
  });
});

describe('The night before', () => {
  const damaged = async (damage: (folder: string) => Promise<void>) => {
    const stage = await scene(fails);
    for (const night of [0, 1]) await executeRun(await stage.context(nightAt(night)));
    await damage(join(stage.locker.location, runFolder(nightAt(1))));
    return await executeRun(await stage.context(nightAt(2)));
  };

  test.each([
    ['has lost its findings', (folder: string) => rm(join(folder, 'findings.ndjson'))],
    ['has lost a part of them', (folder: string) => truncate(join(folder, 'findings.ndjson'), 10)],
    ['has lost what it concluded', (folder: string) => rm(join(folder, 'findings.json'))],
  ])('that %s is passed over, and the one before it is compared with', async (_, damage) => {
    const { findings, drift } = await damaged(damage);
    expect([findings.previous, drift.since]).toEqual([nightAt(0), nightAt(0)]);
    expect(drift.events).toEqual([]);
    expect(findings.controls.find(({ id }) => id === enrolled)?.since).toBe(nightAt(0));
  });
});

describe('What a control is given', () => {
  const input = (...needs: AnyDataset[]): ControlInput =>
    inputFor(
      { id: 'c', needs: needsOf(needs) },
      {},
      {
        now: new Date(nightAt(0)),
        standard: plainStandard,
        people: whoIsWho([], plainStandard),
        datasets: [],
      },
      null,
    );

  test('are the lists that it says it needs, and no other', () => {
    const one = input(users);
    expect(one.views(users)).toEqual([]);
    expect(() => one.views(groups)).toThrow(
      'c reads google-workspace/groups and does not say that it needs it.',
    );
  });
});

describe('Events that were lost after an export', () => {
  const exported = (exportedAt: string): World[string] => {
    const all = onepassword(['ana', 'ben']);
    const facts = { origin: 'export', exportedAt } as const;
    return {
      ...all,
      vaults: { ...all.vaults, facts },
      'vault-access': { ...all['vault-access'], facts },
    };
  };
  const event = {
    action: 'create',
    actorEmail: null,
    actorId: null,
    auxEmail: null,
    auxId: null,
    category: null,
    feed: 'audit',
    objectId: 'x',
    objectType: 'item',
    targetEmail: null,
    targetId: null,
    timestamp: '2026-11-20T01:00:00Z',
    type: null,
    uuid: 'e1',
  } as const;
  const backup = 'onepassword.shared-vaults-have-a-backup';
  const verdicts = async (problem?: 'malformed') => {
    const at = '2026-11-19T12:00:00Z';
    const people = { google: google(ana, ben) };
    const events = { rows: [event], ...(problem ? { problem } : {}) };
    const stage = await scene({ ...people, onepassword: { ...exported(at), events } });
    const first = await executeRun(await stage.context(nightAt(0)));
    stage.world = { ...people, onepassword: exported(at) };
    const second = await executeRun(await stage.context(nightAt(1)));
    return [first, second].map(({ findings }) => {
      const of = (id: string) => findings.controls.find((control) => control.id === id)?.verdict;
      return [of(backup), of('evidence.complete')];
    });
  };

  test('bar a pass on later nights too, although these were whole themselves', async () => {
    expect(await verdicts('malformed')).toEqual([
      ['unknown', 'fail'],
      ['unknown', 'pass'],
    ]);
  });

  test('do not where none were', async () => {
    expect(await verdicts()).toEqual([
      ['pass', 'pass'],
      ['pass', 'pass'],
    ]);
  });
});
