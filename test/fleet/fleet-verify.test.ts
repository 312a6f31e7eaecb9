import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import type { Json } from '../end-to-end/company.ts';
import { resealed } from '../package/verify/resealing.ts';
import { hostedScene } from './hosted-scene.ts';
import type { FleetScene } from './scene.ts';

let scene: FleetScene;
let runs: readonly string[] = [];
const inside = (...parts: string[]) => join(scene.folder, ...parts);
const folderOf = (run: string | undefined) => `runs/${run?.replaceAll(':', '-')}`;
const kept = ['fleet-evidence', '.exhibit', 'o-001', 'o-002', 'o-003', 'fleet.yaml'];
const added = 'o-004';

beforeAll(async () => {
  scene = await hostedScene({ organizations: 3, people: 2 });
  const first = await scene.fleet(['run']);
  const second = await scene.fleet(['run']);
  runs = [first.json.run, second.json.run];
  for (const name of kept) cpSync(inside(name), inside('kept', name), { recursive: true });
});
afterAll(async () => await scene[Symbol.asyncDispose]());
beforeEach(() => {
  rmSync(inside(added), { recursive: true, force: true });
  for (const name of kept) {
    rmSync(inside(name), { recursive: true, force: true });
    cpSync(inside('kept', name), inside(name), { recursive: true });
  }
});

/** All problems that verifying the fleet finds, with whose they are. */
async function problems(words: readonly string[] = []): Promise<readonly string[]> {
  const { json, status, stderr } = await scene.fleet(['verify', ...words]);
  if (json === null) return [`${status} ${stderr}`];
  const told = (of: string, found: Json) => found.map((one: Json) => `${of} ${one.kind} ${one.path}`);
  const all = [
    ...told('fleet', json.fleet.problems),
    ...told('list', json.problems),
    ...json.organizations.flatMap((one: Json) => told(one.id, one.problems)),
  ];
  expect([json.ok, status]).toEqual(all.length === 0 ? [true, 0] : [false, 1]);
  return all;
}

const seal2 = 'chain/0000000002.sigstore.json';

test('A fleet as it was sealed has no problem, and every organization is verified', async () => {
  expect(await problems()).toEqual([]);
  const { json } = await scene.fleet(['verify']);
  expect(json.organizations.map((one: Json) => [one.id, one.ok, one.checked.runs])).toEqual(
    scene.ids.map((id) => [id, true, 2]),
  );
});

test('It says of whom it believed a key of their own locker, and whom it did not look at', async () => {
  const said = async () => (await scene.exhibit(['fleet', 'verify'])).stdout.replaceAll(/\s+/g, ' ');
  expect(await said()).toContain('with the keys in the locker and the fleet’s seals: o-001, o-002, o-003.');
  scene.list(['o-001', 'o-003'], 'former:\n  - { id: o-002, until: 2026-11-20, reason: Gone }\n');
  expect(await said()).toContain('no organization is missing, except the 1 below that was not checked.');
});

describe('Found is that', () => {
  test('an organization’s result is removed', async () => {
    rmSync(inside('o-002/evidence', folderOf(runs[1]), 'findings.json'));
    expect(await problems()).toEqual([`o-002 missing ${folderOf(runs[1])}/findings.json`]);
  });

  test('an organization’s newest night is removed, its memory and its file too: only the fleet knows of it', async () => {
    rmSync(inside('o-002/evidence', folderOf(runs[1])), { recursive: true });
    rmSync(inside('o-002/evidence', seal2));
    rmSync(inside('o-002/.exhibit'), { recursive: true });
    expect(await problems()).toEqual([`o-002 missing ${seal2}`]);
  });

  test('an organization’s whole chain is removed', async () => {
    rmSync(inside('o-002/evidence/chain'), { recursive: true });
    rmSync(inside('o-002/.exhibit'), { recursive: true });
    const found = await problems();
    expect(found).toContain(`o-002 missing ${seal2}`);
    expect(found).toContain('o-002 missing chain/0000000001.sigstore.json');
  });

  test('an organization’s whole locker is removed', async () => {
    rmSync(inside('o-002/evidence'), { recursive: true });
    rmSync(inside('o-002/.exhibit'), { recursive: true });
    expect(await problems()).toEqual([expect.stringContaining('o-002 missing')]);
  });

  test('another organization’s locker was put in the place of one', async () => {
    rmSync(inside('o-002/evidence'), { recursive: true });
    rmSync(inside('o-002/.exhibit'), { recursive: true });
    cpSync(inside('o-001/evidence'), inside('o-002/evidence'), { recursive: true });
    expect(await problems()).toContain(`o-002 modified ${seal2}`);
  });

  test('the locker of one that no list names yet cannot be read, which is no lack of nights', async () => {
    cpSync(inside('o-003'), inside(added), { recursive: true });
    rmSync(inside(added, 'evidence'), { recursive: true });
    scene.list([...scene.ids, added]);
    expect(await problems()).toEqual([]);
    writeFileSync(inside(added, 'evidence'), 'Neither a folder nor a zip.');
    expect(await problems()).toEqual([`${added} missing `]);
  });

  test('an organization’s line is taken out of fleet.yaml', async () => {
    scene.list(['o-001', 'o-003']);
    expect(await problems()).toEqual(['list missing fleet.yaml']);
  });

  test('an organization’s line is taken out of a sealed list', async () => {
    const path = inside('fleet-evidence', folderOf(runs[1]), 'fleet.json');
    const list = JSON.parse(readFileSync(path, 'utf8'));
    list.organizations = list.organizations.filter((one: Json) => one.id !== 'o-002');
    rmSync(path);
    writeFileSync(path, JSON.stringify(list));
    expect(await problems()).toEqual([`fleet modified ${folderOf(runs[1])}/fleet.json`]);
  });

  test('the fleet’s newest night is removed', async () => {
    rmSync(inside('fleet-evidence', folderOf(runs[1])), { recursive: true });
    rmSync(inside('fleet-evidence', seal2));
    expect(await problems()).toEqual(['fleet truncated chain/']);
  });
});

describe('With the keys of fleet and organization', () => {
  const signerOf = async (place: string) => await openKeyFile(inside(place), { create: false });
  const hashes = () =>
    [1, 2].map((number) =>
      sha256Of(readFileSync(inside(`o-002/evidence/chain/000000000${number}.sigstore.json`))),
    );

  /** The fleet's lists say something else, and are sealed again; no memory of a key knows better. */
  async function listed(change: (text: string) => string): Promise<void> {
    const signer = await signerOf('.exhibit/fleet-key.pem');
    for (const run of runs) await resealed(inside('fleet-evidence'), run, { 'fleet.json': change }, signer);
    for (const place of ['.exhibit', 'o-002/.exhibit'])
      for (const name of readdirSync(inside(place)).filter((one) => !one.endsWith('.pem')))
        rmSync(inside(place, name), { recursive: true });
  }

  test('lists that say more of nights than what is sealed of them are found out', async () => {
    await listed((text) => text.replace(/"pass":\d+/, '"pass":99'));
    expect(await problems()).toEqual([
      'o-001 modified chain/0000000001.sigstore.json',
      'o-001 modified chain/0000000002.sigstore.json',
    ]);
  });

  test('a night by another version is not called judged again', async () => {
    const before = hashes();
    const collector = { version: '9.9.9', commit: null, bundle: null };
    await resealed(
      inside('o-002/evidence'),
      runs[1] ?? '',
      {},
      await signerOf('o-002/.exhibit/signing-key.pem'),
      {
        said: { collector },
      },
    );
    const after = hashes();
    await listed((text) => before.reduce((all, hash, at) => all.replaceAll(hash, after[at] ?? ''), text));
    const { json, status } = await scene.fleet(['verify', '--rejudge']);
    expect(json.organizations.map(({ problems: found }: Json) => found)).toEqual([[], [], []]);
    expect([status, json.ok, ...json.organizations.map(({ ok }: Json) => ok)]).toEqual([
      1,
      false,
      true,
      false,
      true,
    ]);
    expect(json.organizations[1].notRejudged).toEqual([
      { run: runs[1], why: expect.stringContaining('9.9.9') },
    ]);
    expect((await scene.exhibit(['fleet', 'verify', '--rejudge'])).stdout).toContain(
      'o-002: 1 night not judged again',
    );
  });
});

test('A locker that is verified by itself needs nothing of the fleet', async () => {
  const { status } = await scene.exhibit(['verify', inside('o-002/evidence')]);
  expect(status).toBe(0);
});

describe('An organization that fleet.yaml does not name any more', () => {
  test('stays in the list, as unlisted, and is an objection until it is said to be let go', async () => {
    scene.list(['o-001', 'o-003']);
    const { json, status } = await scene.fleet(['run']);
    expect([status, json.status]).toEqual([1, 'partial']);
    expect(json.organizations[1]).toMatchObject({
      id: 'o-002',
      standing: 'unlisted',
      outcome: 'none',
      head: { sequence: 2, run: runs[1] },
      problem: { code: 'unlisted' },
    });
    expect(json.alert).toMatchObject({ urgency: 'act' });
    const former = 'former:\n  - { id: o-002, until: 2026-11-20, reason: Went to others';
    scene.list(['o-001', 'o-003'], `${former}, configuration: o-002/exhibit.yaml }\n`);
    const next = await scene.fleet(['run']);
    expect([next.status, next.json.status]).toEqual([0, 'complete']);
    expect(next.json.organizations[1]).toMatchObject({
      standing: 'former',
      former: { until: '2026-11-20', reason: 'Went to others' },
      problem: null,
    });
    expect(await problems()).toEqual([]);
    rmSync(inside('o-002/evidence'), { recursive: true });
    scene.list(['o-001', 'o-003'], `${former} }\n`);
    const handedOver = await scene.fleet(['run']);
    expect([handedOver.status, existsSync(inside('o-002/evidence'))]).toEqual([0, false]);
    expect(await problems()).toEqual([]);
  });
});

describe('Where every organization stands', () => {
  const standing = async () => {
    const { json, status } = await scene.fleet(['status']);
    return [status, json.organizations[1].standing, json.organizations[1].problem];
  };
  const former = (more: string, until = '2026-11-20') =>
    scene.list(['o-001', 'o-003'], `former:\n  - { id: o-002, until: ${until}, reason: Gone${more} }\n`);
  const file = ', configuration: o-002/exhibit.yaml';
  const replaced = async () => {
    rmSync(inside('o-002/evidence'), { recursive: true });
    rmSync(inside('o-002/.exhibit'), { recursive: true });
    const { status } = await scene.exhibit(['run', '--config', 'o-002/exhibit.yaml']);
    expect(status).toBe(0);
  };
  const changed = expect.stringContaining('which is gone');

  test('tells of a chain that was replaced since the fleet’s last night, however new and whole its nights are', async () => {
    expect(await standing()).toEqual([0, 'present', null]);
    await replaced();
    expect(await standing()).toEqual([1, 'present', changed]);
  });

  test('tells of the chain of one that was let go as well, as long as its file is named', async () => {
    former(file);
    expect(await standing()).toEqual([0, 'former', null]);
    await replaced();
    expect(await standing()).toEqual([1, 'former', changed]);
    expect((await scene.exhibit(['fleet', 'status'])).stdout).toContain('? o-002');
    rmSync(inside('o-002/evidence'), { recursive: true });
    expect((await standing()).slice(0, 2)).toEqual([1, 'former']);
    former('');
    expect(await standing()).toEqual([0, 'former', null]);
  });

  test('takes whoever will leave the fleet on a day to come for one that is looked after until then', async () => {
    former(file, '2199-12-31');
    expect(await standing()).toEqual([0, 'present', null]);
    const { json, status } = await scene.fleet(['run']);
    expect([status, json.organizations[1].standing, json.organizations[1].outcome]).toEqual([
      0,
      'present',
      'complete',
    ]);
    former('', '2199-12-31');
    const without = await scene.fleet(['run']);
    expect([without.status, without.json.organizations[1].problem.code]).toEqual([1, 'configuration']);
  });
});

test('What is handed over is held against what the fleet sealed: a chain that was made anew is whole by itself', async () => {
  const whole = await scene.fleet(['export', 'o-001', '--out', 'given-1']);
  expect([whole.status, whole.json.ok]).toEqual([0, true]);
  rmSync(inside('o-001/evidence'), { recursive: true });
  rmSync(inside('o-001/.exhibit'), { recursive: true });
  await scene.exhibit(['run', '--config', 'o-001/exhibit.yaml']);
  const { json, status } = await scene.fleet(['export', 'o-001', '--out', 'given-2']);
  expect([status, json.ok, json.problems.map(({ kind }: Json) => kind).sort()]).toEqual([
    1,
    false,
    ['missing', 'modified'],
  ]);
});

test('Of an organization that has no seal of the fleet’s last night, drift does not say that nothing changed', async () => {
  expect((await scene.fleet(['drift'])).status).toBe(0);
  scene.configure('o-002', { rest: 'unknown: key\n' });
  await scene.fleet(['run']);
  scene.configure('o-002');
  const { json, status } = await scene.fleet(['drift']);
  expect([status, json.organizations.map((one: Json) => one.problem)]).toEqual([
    1,
    [null, expect.stringContaining('is not known'), null],
  ]);
});

test('Of an organization whose file cannot be read, and whom no list tells of, nothing is said to be as it was sealed', async () => {
  scene.list(scene.ids, '  - { id: o-004, configuration: o-004/exhibit.yaml }\n');
  expect(await problems()).toEqual([`${added} missing `]);
});

describe('A night of the fleet', () => {
  test('that is sealed is not asked again; who failed is asked by --failed alone', async () => {
    const asked = () => scene.ids.map((id) => scene.providers.get(id)?.requests.length);
    const before = asked();
    const again = await scene.fleet(['run', '--at', runs[1] ?? '']);
    expect([again.status, again.json.already, asked()]).toEqual([0, true, before]);
    scene.providers.get('o-002')?.misbehave({ path: /./, do: 'close' });
    expect((await scene.fleet(['run'])).json.organizations[1].outcome).toBe('failed');
    scene.providers.get('o-002')?.behave();
    const between = asked();
    const { json } = await scene.fleet(['run', '--failed']);
    const codes = json.organizations.map((one: Json) => one.problem?.code ?? one.outcome);
    expect(codes).toEqual(['not-asked', 'complete', 'not-asked']);
    expect([asked()[0], asked()[2]]).toEqual([between[0], between[2]]);
    expect((await scene.fleet(['status'])).status).toBe(0);
    const { status, stderr } = await scene.exhibit(['fleet', 'run', '--failed']);
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('The last night of every organization was complete'),
    ]);
  });

  test('is refused before anybody is asked, where the fleet’s own locker is older than its key remembers', async () => {
    rmSync(inside('fleet-evidence', folderOf(runs[1])), { recursive: true });
    rmSync(inside('fleet-evidence', seal2));
    const before = scene.providers.get('o-001')?.requests.length;
    const { status, stderr } = await scene.exhibit(['fleet', 'run']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('is older than what its key has signed')]);
    expect(scene.providers.get('o-001')?.requests.length).toBe(before);
  });
});
