import { describe, expect, test } from '@jest/globals';
import { runFolder } from '../../lib/locker/keys.ts';
import { executeRun } from '../../lib/nightly/run.ts';
import { readHistory } from '../../lib/runs/control-history.ts';
import { allRuns, lastWhole, sealedRuns } from '../../lib/runs/run-history.ts';
import { ana, ben, google, nightAt, onepassword, scene, unenrolled } from '../nightly/night.ts';
import { planned } from '../nightly/planned.ts';

const enrolled = 'google-workspace.mfa-enrolled';

describe('The sealed runs', () => {
  test('are told oldest first, the newest only, or those before another', async () => {
    const stage = await scene({ google: google(ana) });
    for (const night of [0, 1, 2]) await executeRun(await stage.context(nightAt(night)));
    expect(await sealedRuns(stage.locker)).toEqual([nightAt(0), nightAt(1), nightAt(2)]);
    expect(await sealedRuns(stage.locker, { last: 2 })).toEqual([nightAt(1), nightAt(2)]);
    expect(await sealedRuns(stage.locker, { before: nightAt(2) })).toEqual([nightAt(0), nightAt(1)]);
    expect(await sealedRuns(stage.locker, { last: 1, before: nightAt(2) })).toEqual([nightAt(1)]);
  });

  test('are neither those that were only begun nor those whose seal is missing', async () => {
    const stage = await scene({ google: google(ana) });
    await executeRun(await stage.context(nightAt(0)));
    await planned(await stage.context(nightAt(1)));
    await stage.locker.create(`${runFolder(nightAt(2))}/SHA256SUMS`, '');
    await stage.locker.create('runs/strange/x', '');
    expect(await allRuns(stage.locker)).toEqual([nightAt(0), nightAt(1), nightAt(2)]);
    expect(await sealedRuns(stage.locker)).toEqual([nightAt(0)]);
  });

  test('are none in an empty locker', async () => {
    const stage = await scene({});
    expect(await sealedRuns(stage.locker)).toEqual([]);
    expect(await readHistory(stage.locker)).toBeNull();
  });
});

test('The last whole night is that of all the lists together', async () => {
  const stage = await scene({ onepassword: onepassword(['ana']) });
  const both = ['vaults', 'vault-access'];
  await executeRun(await stage.context(nightAt(0)));
  const some = { ...onepassword(['ana']).vaults, problem: 'truncated' } as const;
  stage.world = { onepassword: { ...onepassword(['ana']), vaults: some } };
  await executeRun(await stage.context(nightAt(1)));
  const earlier = [nightAt(0), nightAt(1)];
  const [vaults = '', access = ''] =
    (await lastWhole(stage.locker, earlier, 'onepassword', both))?.paths ?? [];
  expect([vaults, access].map((path) => path.slice(stage.locker.location.length + 1))).toEqual([
    'runs/2026-11-20T02-00-00Z/onepassword/vaults.ndjson',
    'runs/2026-11-20T02-00-00Z/onepassword/vault-access.ndjson',
  ]);
  expect((await lastWhole(stage.locker, earlier, 'onepassword', ['vault-access']))?.paths[0]).toContain(
    '2026-11-21',
  );
  expect(await lastWhole(stage.locker, earlier, 'google', ['users'])).toBeNull();
});

test('The history of a control has a place for each night, also for one on which it was not judged', async () => {
  const stage = await scene({ google: google(ana, ben) });
  await executeRun(await stage.context(nightAt(0)));
  const off = new Map([[enrolled, { off: 'Looked at by hand' }]]);
  await executeRun(await stage.context(nightAt(1), { controls: off }));
  stage.world = { google: google(ana, unenrolled(ben)) };
  await executeRun(await stage.context(nightAt(2)));
  const history = await readHistory(stage.locker);
  expect(history?.runs).toEqual([nightAt(0), nightAt(1), nightAt(2)]);
  const control = history?.controls.find(({ latest }) => latest.id === enrolled);
  expect(control?.nights).toEqual(['pass', null, 'fail']);
  expect((await readHistory(stage.locker, 1))?.runs).toEqual([nightAt(2)]);
});
