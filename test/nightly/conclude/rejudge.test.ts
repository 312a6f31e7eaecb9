import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { customControl } from '../../../lib/controls/custom/custom-control.ts';
import { users } from '../../../lib/evidence/datasets/google-workspace.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { collectConnection } from '../../../lib/nightly/collect/connection.ts';
import { executeRun } from '../../../lib/nightly/run.ts';
import { storeAttestation } from '../../../lib/runs/attestations.ts';
import { user } from '../../providers/google-workspace/controls/world.ts';
import {
  ana,
  ben,
  connection,
  google,
  nightAt,
  onepassword,
  type Scene,
  scene,
  unenrolled,
} from '../night.ts';
import { planned } from '../planned.ts';
import { allTheSame, rejudgeAll } from '../rejudging.ts';

type Configuration = Parameters<Scene['context']>[1];

const enrolled = 'google-workspace.mfa-enrolled';
const settings = {
  people: { source: 'google', identities: [] },
  vaults: [{ name: 'npm', members: ['ana@example.com'] }],
  sharedAccounts: [],
  vaultGroups: {},
  policies: [],
};
const waiver = {
  control: enrolled,
  subject: 'ben@example.com',
  reason: 'Key in the safe',
  approvedBy: 'cto@example.com',
  expires: '2026-11-22',
};
const leaving = (lastDay: string): Partial<Configuration> => {
  const leavers = [{ person: 'ben@example.com', lastDay }];
  return { settings: { ...settings, people: { ...settings.people, leavers } } };
};
const own = customControl(
  {
    id: 'acme.no-admins',
    title: 'Nobody is an admin',
    meaning: null,
    fix: null,
    mappings: { soc2: [], iso27001: [], nist80053: [], cis: [] },
    for: null,
    must: 'record.isAdmin == false',
    subject: 'record.primaryEmail',
  },
  { connection: 'google', dataset: users },
);
const failing = { google: google(ana, unenrolled(ben)), onepassword: onepassword(['ana', 'ben']) };
const word = {
  control: 'passwords.unique',
  by: 'cto@example.com',
  note: 'Watchtower shows none',
  at: '2026-11-20T12:00:00Z',
  expires: '2026-11-22',
};

/** Nights of one company whose configuration is another each time. */
async function nightsBy(configurations: readonly Configuration[], world = failing) {
  const stage = await scene(world);
  for (const [at, configuration] of configurations.entries())
    await executeRun(await stage.context(nightAt(at), { settings, ...configuration }));
  return stage;
}

const special: readonly (readonly [string, () => Promise<Scene>])[] = [
  [
    'with a waiver that begins, counts and ends',
    () => nightsBy([{}, { waivers: [waiver] }, { waivers: [waiver] }, { waivers: [waiver] }]),
  ],
  [
    'with an attestation, and after its end',
    async () => {
      const stage = await scene(failing);
      await executeRun(await stage.context(nightAt(0), { settings }));
      await storeAttestation(stage.locker, word, []);
      for (const at of [1, 2, 3]) await executeRun(await stage.context(nightAt(at), { settings }));
      return stage;
    },
  ],
  [
    'with a control that is turned off, and on again',
    () => nightsBy([{}, { controls: new Map([[enrolled, { off: 'By hand' }]]) }, {}]),
  ],
  [
    'with a control of the company’s own that comes and goes',
    () => nightsBy([{}, { customControls: [own] }, { customControls: [own] }, {}]),
  ],
  [
    'with a file of leavers that comes, says otherwise, and goes',
    () => nightsBy([{}, leaving('2026-11-18'), leaving('2026-12-31'), {}]),
  ],
  [
    'with other parameters',
    () =>
      nightsBy([
        {},
        { controls: new Map([['google-workspace.super-admins-few', { parameters: { min: 0, max: 1 } }]]) },
      ]),
  ],
  [
    'that saw less, and carried a failure on',
    async () => {
      const stage = await nightsBy([{}]);
      stage.world = { ...failing, google: { users: { rows: [ana], problem: 'timeout' } } };
      await executeRun(await stage.context(nightAt(1), { settings }));
      stage.world = failing;
      await executeRun(await stage.context(nightAt(2), { settings }));
      return stage;
    },
  ],
  [
    'on which somebody is called otherwise',
    async () => {
      const stage = await nightsBy([{}]);
      stage.world = {
        ...failing,
        google: google(ana, { ...unenrolled(ben), primaryEmail: 'abe@example.com' }),
      };
      await executeRun(await stage.context(nightAt(1), { settings }));
      return stage;
    },
  ],
  [
    'that was cut off and ended by the next, by another configuration',
    async () => {
      const stage = await nightsBy([{}]);
      const context = await stage.context(nightAt(1), { settings });
      await planned(context);
      await collectConnection(context, connection('google'), [nightAt(0)]);
      await executeRun(
        await stage.context(nightAt(2), { settings, connections: [connection('onepassword')] }),
      );
      return stage;
    },
  ],
  [
    'that an earlier attempt had begun with fewer connections',
    async () => {
      const stage = await nightsBy([{}]);
      await planned(await stage.context(nightAt(1), { settings, connections: [connection('onepassword')] }));
      await executeRun(await stage.context(nightAt(1), { settings }));
      return stage;
    },
  ],
  [
    'with many people',
    () =>
      nightsBy([{}, {}], {
        ...failing,
        google: google(...Array.from({ length: 1200 }, (_, at) => user(`p${at}`))),
      }),
  ],
];

describe('A special night is judged alike from what is sealed alone', () => {
  test.each(special)('%s', async (_, play) => {
    const { locker } = await play();
    const outcomes = await rejudgeAll(locker);
    expect(Object.keys(outcomes).length).toBeGreaterThan(1);
    expect(outcomes).toEqual(allTheSame(outcomes));
  });
});

describe('Judging again', () => {
  const lastOf = async (stage: Scene) => (await rejudgeAll(stage.locker))[nightAt(1)];
  const file = (stage: Scene, name: string) =>
    join(stage.locker.location, ...runFolder(nightAt(1)).split('/'), ...name.split('/'));

  test('tells a verdict that does not follow from the records', async () => {
    const stage = await nightsBy([{}, {}]);
    const text = await stage.text(nightAt(1), 'findings.ndjson');
    const forged = text.replace('"since":"2026-11-20T02:00:00Z"', '"since":"2026-11-21T02:00:00Z"');
    expect(forged).not.toBe(text);
    await writeFile(file(stage, 'findings.ndjson'), forged);
    const { findings } = { findings: await stage.json(nightAt(1), 'findings.json') };
    findings.findings.sha256 = 'f'.repeat(64);
    await writeFile(file(stage, 'findings.json'), JSON.stringify(findings));
    expect(await lastOf(stage)).toMatchObject({
      outcome: 'different',
      files: ['findings.ndjson', 'findings.json'],
    });
  });

  test('leaves no evidence out that lies in the run’s folder, although the findings do not name it', async () => {
    const stage = await nightsBy([{}, {}]);
    const findings = await stage.json(nightAt(1), 'findings.json');
    findings.datasets = findings.datasets.filter(
      (one: { dataset: string }) => one.dataset !== 'vault-access',
    );
    await writeFile(file(stage, 'findings.json'), JSON.stringify(findings));
    expect(await lastOf(stage)).toMatchObject({ outcome: 'different', files: ['findings.json'] });
  });

  test('does not believe records that are not those of their document', async () => {
    const stage = await nightsBy([{}, {}]);
    await appendFile(file(stage, 'google/users.ndjson'), '{}\n');
    expect(await lastOf(stage)).toMatchObject({ outcome: 'different' });
  });

  test('says why where other versions of the controls judged, or no standard was kept', async () => {
    const stage = await nightsBy([{}, {}]);
    const findings = await stage.json(nightAt(1), 'findings.json');
    findings.catalog.sha256 = '0'.repeat(64);
    await writeFile(file(stage, 'findings.json'), JSON.stringify(findings));
    expect(await lastOf(stage)).toMatchObject({
      outcome: 'not-judged-again',
      why: expect.stringContaining('Other versions'),
    });
  });
});
