import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callExhibit } from '../end-to-end/call.ts';
import type { Json } from '../end-to-end/company.ts';
import { hostedScene } from './hosted-scene.ts';
import { openedPage } from './opened.ts';
import type { FleetScene } from './scene.ts';

let scene: FleetScene;
let runs: readonly string[] = [];

/** Three organizations: on the second night the provider of one gives half, and a fourth one comes. */
beforeAll(async () => {
  scene = await hostedScene({ organizations: 4, people: 2 });
  scene.list(scene.ids.slice(0, 3));
  const first = await scene.fleet(['run']);
  scene.providers.get('o-002')?.misbehave({ path: /collaborators/, do: 'not-json' });
  scene.list(scene.ids);
  const second = await scene.fleet(['run']);
  runs = [first.json.run, second.json.run];
});
afterAll(async () => await scene[Symbol.asyncDispose]());

describe('exhibit fleet status', () => {
  test('tells where every organization stands, by its own locker', async () => {
    const { json, status } = await scene.fleet(['status']);
    expect([status, json.run, json.status, json.overdue]).toEqual([1, runs[1], 'partial', false]);
    expect(json.organizations.map((one: Json) => [one.id, one.run, one.status])).toEqual([
      ['o-001', runs[1], 'complete'],
      ['o-002', runs[1], 'partial'],
      ['o-003', runs[1], 'complete'],
      ['o-004', runs[1], 'complete'],
    ]);
    expect(json.organizations[1].problem).toMatch(/^2 of 3 datasets/);
    const { stdout } = await scene.exhibit(['fleet', 'status']);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('3 of 4 organizations as they should be (partial)');
    const signs = stdout.split('\n').filter((line) => /^[✔✘?] o-/.test(line));
    expect(signs.map((line) => line.slice(0, 7))).toEqual(['✘ o-002', '✔ o-001', '✔ o-003', '✔ o-004']);
  });

  test('of one control tells how it stands in each; of one that nobody judges, says so', async () => {
    const { json } = await scene.fleet(['status', 'github.mfa-required']);
    expect(json.organizations.map((one: Json) => one.controls.map(({ id }: Json) => id))).toEqual(
      scene.ids.map(() => ['github.mfa-required']),
    );
    const none = await scene.exhibit(['fleet', 'status', 'github.mfa-requird']);
    expect([none.status, none.stderr]).toEqual([
      2,
      expect.stringContaining('Did you mean "github.mfa-required"?'),
    ]);
  });

  test('of those that are named; one that is not named is an error', async () => {
    const { json, status } = await scene.fleet(['status', '--only', 'o-003']);
    expect([status, json.organizations.map((one: Json) => one.id)]).toEqual([0, ['o-003']]);
    const none = await scene.exhibit(['fleet', 'status', '--only', 'o-9']);
    expect([none.status, none.stderr]).toEqual([2, expect.stringContaining('no organization "o-9"')]);
  });

  test('and every other command say before the first night of the fleet what makes one', async () => {
    await using other = await hostedScene({ organizations: 1, people: 1 });
    for (const words of [['status'], ['drift'], ['verify'], ['open', '--no-browser']]) {
      const { status, stderr } = await other.exhibit(['fleet', ...words]);
      expect([status, stderr]).toEqual([
        2,
        expect.stringMatching(/fleet-evidence is not a locker.*fleet run` first/),
      ]);
    }
    mkdirSync(join(other.folder, 'fleet-evidence/runs'), { recursive: true });
    const emptied = await other.exhibit(['fleet', 'verify']);
    expect([emptied.status, emptied.stdout]).toEqual([
      1,
      expect.stringContaining('1 problem of the fleet itself'),
    ]);
  });

  test('of a company reads no fleet’s file, and that of a fleet no company’s', async () => {
    const company = join(scene.folder, 'o-001', 'exhibit.yaml');
    const wrong = [
      await scene.exhibit(['status', '--config', 'fleet.yaml']),
      await scene.exhibit(['fleet', 'status', '--config', company]),
    ];
    expect(wrong.map(({ status, stderr }) => [status, stderr.trimEnd().split('\n')])).toEqual([
      [2, [expect.stringContaining('organizations: this is the file of a fleet')]],
      [2, [expect.stringContaining('connections: this is one organization’s file')]],
    ]);
  });

  test('says of one whose locker is gone that it cannot be read, and of the others all the same', async () => {
    await using other = await hostedScene({ organizations: 2, people: 1 });
    await other.fleet(['run']);
    rmSync(join(other.folder, 'o-001/evidence'), { recursive: true });
    const { json, status } = await other.fleet(['status']);
    expect([status, json.organizations[0].problem]).toEqual([1, expect.stringContaining('is not a locker')]);
    expect(json.organizations[1]).toMatchObject({ status: 'complete', problem: null });
  });
});

describe('The fleet’s newest seal', () => {
  test('is checked by the fleet’s key, and by what the key made last', async () => {
    const { json } = await scene.fleet(['status']);
    expect(json.seal).toEqual({
      sequence: 2,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      trust: 'given',
      problem: null,
    });
    const seal = join(scene.folder, 'fleet-evidence/chain/0000000002.sigstore.json');
    const before = readFileSync(seal, 'utf8');
    const key = join(scene.folder, '.exhibit/fleet-key.pem');
    writeFileSync(seal, before.replace(/"sig":\s*"[^"]{8}/, '"sig":"AAAAAAAA'));
    renameSync(join(scene.folder, '.exhibit/fleet-key.pem.head.json'), `${key}.head`);
    for (const command of [
      ['status', '--only', 'o-003'],
      ['drift', '--only', 'o-003'],
    ]) {
      const { status, stderr } = await scene.fleet(command);
      expect([status, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
        1,
        expect.stringContaining('the signature does not fit'),
      ]);
    }
    writeFileSync(seal, before);
    // Without the key nobody but the locker says whose it is.
    renameSync(key, `${key}.away`);
    const believed = await scene.fleet(['status', '--only', 'o-003']);
    expect([believed.status, believed.json.seal.trust]).toEqual([0, 'locker']);
    expect(believed.stderr.replaceAll(/\s+/g, ' ')).toContain(
      'was checked only with a key from its own locker',
    );
    renameSync(`${key}.away`, key);
    renameSync(`${key}.head`, join(scene.folder, '.exhibit/fleet-key.pem.head.json'));
  });

  test('counts for nothing where the night that is compared with it is another than was sealed', async () => {
    const seal = join(scene.folder, 'fleet-evidence/chain/0000000001.sigstore.json');
    const before = readFileSync(seal, 'utf8');
    writeFileSync(seal, before.replace(/"sig":\s*"[^"]{8}/, '"sig":"AAAAAAAA'));
    const { status, stderr } = await scene.fleet(['drift', '--only', 'o-003']);
    writeFileSync(seal, before);
    expect([status, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringContaining('the signature does not fit'),
    ]);
  });

  test('is believed by no run where nothing is remembered of it and another key made it', async () => {
    await using other = await hostedScene({ organizations: 1, people: 1 });
    await other.fleet(['run']);
    const kept = join(other.folder, '.exhibit');
    rmSync(join(kept, 'fleet-key.pem.head.json'));
    const again = await other.fleet(['run']);
    expect([again.status, again.stderr.replaceAll(/\s+/g, ' ')]).toEqual([
      0,
      expect.stringContaining('had no record of this locker'),
    ]);
    rmSync(join(kept, 'fleet-key.pem.head.json'));
    const [organizations] = readdirSync(join(other.folder, 'o-001/.exhibit')).filter((name) =>
      name.endsWith('.pem'),
    );
    copyFileSync(join(other.folder, 'o-001/.exhibit', organizations ?? ''), join(kept, 'fleet-key.pem'));
    const asked = other.providers.get('o-001')?.requests.length;
    const { status, stderr } = await other.exhibit(['fleet', 'run']);
    expect([status, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
      2,
      expect.stringContaining('No trusted key made this seal'),
    ]);
    expect(other.providers.get('o-001')?.requests).toHaveLength(asked ?? -1);
  });
});

test('exhibit fleet drift tells what changed in each, and in who is looked after', async () => {
  const { json, status } = await scene.fleet(['drift']);
  expect(status).toBe(1);
  expect(json.changes).toEqual([{ type: 'joined', organization: 'o-004', message: expect.any(String) }]);
  const types = json.organizations.map((one: Json) => [...new Set(one.events.map(({ type }: Json) => type))]);
  expect([types[0], types[2], types[3]]).toEqual([[], [], ['baseline']]);
  expect(types[1]).toContain('collection.failed');
  const { stdout } = await scene.exhibit(['fleet', 'drift']);
  expect(stdout).toContain('Nothing changed in 2 organizations.');
});

describe('exhibit fleet open', () => {
  test('shows all organizations on one page, which runs and loads nothing, and is gone afterwards', async () => {
    const { end, file, text: page } = await openedPage(scene);
    for (const id of scene.ids) expect(page).toContain(`<th scope="row">${id} `);
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|https?:/);
    // The second night of one is not whole, and it comes first.
    const [first = ''] = page.split('<tbody>')[1]?.split('</tr>') ?? [];
    expect(first).toMatch(/o-002.*everything holds">✔<\/span>.*2 of 3 datasets.*>\?<\/span>/);
    expect(await end()).toBe(1);
    expect(() => readFileSync(file)).toThrow('ENOENT');
  });

  test('says of an older night whose list is not what was sealed that it is left out, as does export', async () => {
    const night = (runs[0] ?? '').replaceAll(':', '-');
    const list = join(scene.folder, 'fleet-evidence/runs', night, 'fleet.json');
    const before = readFileSync(list, 'utf8');
    writeFileSync(list, before.replaceAll('complete', 'partial'));
    const opened = await openedPage(scene);
    const [status, said] = [await opened.end(), opened.said()];
    const exported = await scene.fleet(['export', 'o-001', '--out', join(scene.folder, 'left-out')]);
    writeFileSync(list, before);
    expect([status, said.replaceAll(/\s+/g, ' ')]).toEqual([
      1,
      expect.stringContaining(`runs/${night}/fleet.json of the fleet's locker is not what was sealed`),
    ]);
    expect(exported.status).toBe(1);
    expect(exported.json.problems).toContainEqual({
      kind: 'modified',
      path: `runs/${night}/fleet.json`,
      message: expect.stringContaining('is left out'),
    });
  });

  test('never shows an older night as the last where the list of that is not what was sealed', async () => {
    const night = (runs[1] ?? '').replaceAll(':', '-');
    const list = join(scene.folder, 'fleet-evidence/runs', night, 'fleet.json');
    const before = readFileSync(list, 'utf8');
    writeFileSync(list, before.replaceAll('partial', 'complete'));
    // It would be shown until somebody ends it.
    const kill = AbortSignal.timeout(20_000);
    const { status, stderr } = await callExhibit(['fleet', 'open', '--no-browser'], {
      cwd: scene.folder,
      kill,
    });
    writeFileSync(list, before);
    expect([status, stderr]).toEqual([2, expect.stringContaining(night)]);
  });

  test('of an organization that is not named says so', async () => {
    const { status, stderr } = await scene.exhibit(['fleet', 'open', 'o-9', '--no-browser']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('no organization "o-9"')]);
  });
});

describe('exhibit fleet export', () => {
  test('hands one organization over: a copy that is verified by itself, and no word of another', async () => {
    const { json, status } = await scene.fleet(['export', 'o-001', '--out', 'given']);
    expect([status, json.ok, json.head.sequence]).toEqual([0, true, 2]);
    const folder = join(scene.folder, 'given');
    const names = ['README.txt', 'exhibit.yaml', 'handover.json', 'locker'];
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted());
    for (const name of names.slice(0, 3)) {
      const text = readFileSync(join(folder, name), 'utf8');
      expect(text).not.toMatch(/o-00[234]|PRIVATE KEY/);
    }
    const { sealedByFleet } = JSON.parse(readFileSync(join(folder, 'handover.json'), 'utf8'));
    expect(sealedByFleet.map(({ run, head }: Json) => [run, head.sequence])).toEqual(
      runs.map((run, at) => [run, at + 1]),
    );
    const verified = await scene.exhibit(['verify', 'given/locker', '--head', json.head.sha256]);
    expect(verified.status).toBe(0);
    expect((await scene.fleet(['verify', '--only', 'o-001'])).status).toBe(0);
  });

  test('says what is wrong with a copy, and writes over nothing', async () => {
    const run = (runs[1] ?? '').replaceAll(':', '-');
    rmSync(join(scene.folder, 'o-003/evidence/runs', run, 'findings.json'));
    const { json, status } = await scene.fleet(['export', 'o-003']);
    expect([status, json.ok, json.problems[0].kind]).toEqual([1, false, 'missing']);
    expect(json.folder).toBe(join(scene.folder, 'handover-o-003'));
    const again = await scene.exhibit(['fleet', 'export', 'o-003', '--out', 'handover-o-003']);
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining('is not empty')]);
  });
});
