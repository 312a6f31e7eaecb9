import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { night } from './company.ts';
import { type Scene, stage } from './harness.ts';

const later = new Date(night.getTime() + 60_000);
const day = '2026-11-23';
const key = (here: Scene) => join(here.folder, '.exhibit', 'signing-key.pem');
const idsIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, id]) => id ?? '');

/** What a person does who copies the lines that the command prints. */
function trust(here: Scene, said: string): void {
  const lines = /^trustedKeys:\n(?: {2}- .*\n)+/m.exec(said)?.[0] ?? '';
  const file = join(here.folder, 'exhibit.yaml');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${lines}`);
}

describe('A key that is changed between two nights', () => {
  test('leaves all verifiable with both public keys, in the locker and in a package', async () => {
    await using here = await stage({});
    await here.run(night);
    const old = readFileSync(key(here), 'utf8');
    const rotated = await here.exhibit(['rotate-key']);
    expect(rotated.status).toBe(0);
    const [fresh = '', before = ''] = idsIn(rotated.stdout, /^(?:New|Old) key: (\w{64})$/gm);
    await here.run(later);
    expect(readFileSync(key(here), 'utf8')).not.toBe(old);
    expect(readFileSync(join(here.folder, '.exhibit', `old-${before.slice(0, 16)}.pem`), 'utf8')).toBe(old);
    expect(statSync(key(here)).mode & 0o077).toBe(0);

    trust(here, rotated.stdout);
    expect(await here.ask(['verify'])).toMatchObject({ status: 0, json: { ok: true, trust: 'given' } });

    const packed = await here.exhibit(['package', '--from', day, '--to', day, '--out', 'p.zip']);
    for (const id of [fresh, before]) expect(packed.stdout).toContain(id);
    expect(packed.stdout).toContain('every one of these public keys');
    const keyFile = (id: string) => join(here.folder, '.exhibit', `${id}.public.pem`);
    const both = ['--key', keyFile(before), '--key', keyFile(fresh)];
    expect((await here.exhibit(['verify', 'p.zip', ...both])).stdout).not.toContain('unknown-key');
    for (const id of [fresh, before]) {
      const one = await here.exhibit(['verify', 'p.zip', '--key', keyFile(id)]);
      expect([one.status, one.stdout.replaceAll(/\s+/g, ' ')]).toEqual([
        1,
        expect.stringMatching(/unknown-key .*A key that was changed leaves seals of both/),
      ]);
    }
  });

  test('names no key that is trusted already', async () => {
    await using here = await stage({});
    await here.run(night);
    const first = await here.exhibit(['rotate-key']);
    trust(here, first.stdout);
    const second = await here.exhibit(['rotate-key']);
    const [fresh = '', before = ''] = idsIn(second.stdout, /^(?:New|Old) key: (\w{64})$/gm);
    expect(second.stdout).toContain(`  - .exhibit/${fresh}.public.pem`);
    expect(second.stdout).not.toContain(`  - .exhibit/${before}.public.pem`);
  });

  test('goes on where the change was cut off: with the key that was made by then', async () => {
    await using here = await stage({});
    await here.run(night);
    const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    writeFileSync(`${key(here)}.new`, pem, { mode: 0o600 });
    expect((await here.exhibit(['rotate-key'])).status).toBe(0);
    expect(readFileSync(key(here), 'utf8')).toBe(pem);
    expect(existsSync(`${key(here)}.new`)).toBe(false);
  });
});

describe('A key that is lost', () => {
  test('is told with what makes a new one, and then nights go on', async () => {
    await using here = await stage({});
    await here.run(night);
    renameSync(key(here), `${key(here)}.away`);
    const refused = await here.exhibit(['run', '--at', later.toISOString()]);
    expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('rotate-key --lost')]);
    const careful = await here.exhibit(['rotate-key']);
    expect([careful.status, careful.stderr]).toEqual([2, expect.stringContaining('add --lost')]);
    expect(existsSync(key(here))).toBe(false);

    const made = await here.exhibit(['rotate-key', '--lost']);
    expect([made.status, made.stdout]).toEqual([0, expect.stringContaining('Old key: lost')]);
    expect((await here.run(later)).status).toBeLessThan(2);
    expect(await here.ask(['verify'])).toMatchObject({ status: 0, json: { checked: { runs: 2 } } });
  });

  test('also where what it signed last went with it', async () => {
    await using here = await stage({});
    await here.run(night);
    rmSync(join(here.folder, '.exhibit'), { recursive: true });
    expect((await here.exhibit(['rotate-key'])).stderr).toContain('add --lost');
    expect((await here.exhibit(['rotate-key', '--lost'])).status).toBe(0);
  });

  test('is not one that is there, and not one that never was', async () => {
    await using here = await stage({});
    for (const words of [['rotate-key'], ['rotate-key', '--lost']]) {
      const { status, stderr } = await here.exhibit(words);
      expect([status, stderr]).toEqual([2, expect.stringContaining('the first run makes it')]);
    }
    await here.run(night);
    const before = readFileSync(key(here), 'utf8');
    const { status, stderr } = await here.exhibit(['rotate-key', '--lost']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('Leave out --lost')]);
    expect(readFileSync(key(here), 'utf8')).toBe(before);
  });
});
