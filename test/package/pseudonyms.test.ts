import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runFolder } from '../../lib/locker/keys.ts';
import { executeRun } from '../../lib/nightly/run.ts';
import type { Manifest } from '../../lib/package/manifest.ts';
import { changeFinding } from '../../lib/package/pseudonyms/documents.ts';
import { readPseudonymKey } from '../../lib/package/pseudonyms/key.ts';
import { pseudonymsWith } from '../../lib/package/pseudonyms/pseudonym.ts';
import { replacePeopleWith } from '../../lib/package/pseudonyms/replace-people.ts';
import { openZipReader } from '../../lib/zip/zip-reader.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { ana, ben, google, nightAt, onepassword, scene } from '../nightly/night.ts';
import {
  change,
  enrolled,
  kinds,
  type Nights,
  packaged,
  someNights,
  unpacked,
  verified,
} from './packaging.ts';

const key = Buffer.alloc(32, 7);
const { person } = pseudonymsWith(key);

describe('pseudonyms', () => {
  test('are the same for the same person, however it is written, and others under another key', () => {
    expect(person('Ana@Acme.example')).toBe(person('ana@acme.example'));
    expect(person('ana@acme.example')).toMatch(/^p-[0-9a-f]{16}$/);
    expect(person('ben@acme.example')).not.toBe(person('ana@acme.example'));
    const other = pseudonymsWith(Buffer.alloc(32, 8));
    expect(other.person('ana@acme.example')).not.toBe(person('ana@acme.example'));
    expect(other.keyId).not.toBe(pseudonymsWith(key).keyId);
  });

  test('stand in sentences and addresses in the place of people', () => {
    const pseudonyms = pseudonymsWith(key);
    pseudonyms.know('ana-gh');
    const ana = person('ana@acme.example');
    expect(pseudonyms.text('See ana@acme.example, and Ana@acme.example.')).toBe(`See ${ana}, and ${ana}.`);
    expect(pseudonyms.text('https://x.example/users?email=ana%40acme.example&n=1')).toBe(
      `https://x.example/users?email=${ana}&n=1`,
    );
    expect(pseudonyms.text('ana-gh. is not ana-gh-2')).toBe(`${person('ana-gh')}. is not ana-gh-2`);
  });

  test('stand wherever a finding names people: what was expected and what was seen too', () => {
    const names = 'ana@acme.example and Ben@acme.example';
    const finding = changeFinding(
      {
        control: 'onepassword.shared-vaults-need-to-know',
        expected: names,
        key: 'onepassword/v-npm',
        reason: names,
        seen: names,
        since: null,
        subject: names,
        verdict: 'pass',
        waiver: null,
      },
      pseudonymsWith(key),
    );
    expect(JSON.stringify(finding)).not.toMatch(/acme\.example/i);
    expect(finding.seen).toBe(`${person('ana@acme.example')} and ${person('ben@acme.example')}`);
  });

  test('are made with a key that is made once, and that nobody else may read', async () => {
    const path = join(await temporaryFolder(), 'keys/pseudonym-key');
    const first = await readPseudonymKey(path);
    expect((await readPseudonymKey(path)).equals(first)).toBe(true);
    const { chmod } = await import('node:fs/promises');
    await chmod(path, 0o644);
    await expect(readPseudonymKey(path)).rejects.toThrow('can be read by others');
  });
});

describe('a package with pseudonyms', () => {
  let nights: Nights;
  let path: string;
  let manifest: Manifest;
  beforeAll(async () => {
    nights = await someNights();
    ({ path, manifest } = await packaged(nights, [20, 22], { replacePeople: replacePeopleWith(key) }));
  });

  test('names nobody, and holds nothing that a person wrote or handed over', async () => {
    const reader = await openZipReader(path);
    const named = [
      'ana@example',
      'ben@example',
      'cto@example',
      'op-ana',
      'op-ben',
      'On leave',
      'cmd()',
      'screen.png',
      'a picture',
    ];
    const found: string[] = [];
    for (const { path: name } of await reader.files('')) {
      const text = (await reader.read(name))?.toString('utf8') ?? '';
      for (const one of named) if (text.includes(one) || name.includes(one)) found.push(`${one} in ${name}`);
    }
    await reader.close();
    expect(found).toEqual([]);
  });

  test('verifies for what it holds; what it does not is listed with its sealed hash and the reason', async () => {
    expect(await verified(path, [nights.signer.publicKey])).toMatchObject({
      ok: true,
      problems: [],
      package: { pseudonyms: true },
    });
    expect(manifest.pseudonyms?.key).toBe(pseudonymsWith(key).keyId);
    expect(
      manifest.withheld
        .filter(({ path: name }) => !name.endsWith('.raw.ndjson.gz') && !name.endsWith('/standard.json'))
        .map(({ reason }) => reason),
    ).toEqual([expect.stringContaining('handed over')]);
    const folder = runFolder(nightAt(0));
    const sums = await nights.stage.text(nightAt(0), 'SHA256SUMS');
    const file = manifest.files.find(({ path: name }) => name === `${folder}/google/users.ndjson`);
    expect(sums).toContain(`${file?.original?.sha256}  google/users.ndjson`);
    expect(file?.sha256).not.toBe(file?.original?.sha256);
  });

  test('says the same of everybody as the one with names', async () => {
    const folder = await unpacked(path);
    const table = (await readFile(join(folder, `controls/${enrolled}.csv`), 'utf8')).split('\r\n');
    const row = (email: string) => table.find((line) => line.startsWith(`subject,${person(email)},`));
    expect(row('ben@example.com')).toMatch(/,pass,waived,waived$/);
    expect(row('ana@example.com')).toMatch(/,pass,pass,pass$/);
    const subjects = table.slice(3, -1).map((line) => line.split(',')[1] ?? '');
    expect(subjects).toEqual(subjects.toSorted());
    expect(await readFile(join(folder, 'populations/google-users.csv'), 'utf8')).toContain(
      person('ana@example.com'),
    );
  });

  test('shows what was changed in it, and a manifest that lies about what was sealed', async () => {
    const keys = [nights.signer.publicKey];
    const records = `${runFolder(nightAt(0))}/google/users.ndjson`;
    const edited = await unpacked(path);
    await change(edited, records, (text) => text.replace('true', 'false'));
    expect(kinds(await verified(edited, keys))).toEqual([`modified ${records}`]);
    const lying = await unpacked(path);
    await change(lying, 'manifest.json', (text) =>
      text.replace(/("original":\{"bytes":\d+,"sha256":")[0-9a-f]{4}/, '$1ffff'),
    );
    const found = kinds(await verified(lying, keys));
    expect(found).toContain('bad-signature manifest.sigstore.json');
    expect(found.some((one) => one.startsWith('modified '))).toBe(true);
    const dropped = await unpacked(path);
    const [raw] = manifest.withheld;
    await change(dropped, 'manifest.json', (text) => {
      const parsed = JSON.parse(text);
      parsed.withheld = parsed.withheld.filter((one: { path: string }) => one.path !== raw?.path);
      return `${JSON.stringify(parsed)}\n`;
    });
    expect(kinds(await verified(dropped, keys))).toContain(`missing ${raw?.path}`);
  });
});

describe('one person', () => {
  test('has one pseudonym under all accounts, by the standard of the night; two people never have one', async () => {
    const whole = {
      google: google({ ...ana, aliases: ['a.smit@example.com'] }, ben),
      onepassword: onepassword(['a.smit', 'ben', 'eve']),
    };
    const stage = await scene(whole);
    const people = {
      source: 'google',
      identities: [{ person: 'ben@example.com', accounts: { onepassword: 'eve@example.com' } }],
    };
    const settings = { people, vaults: [], sharedAccounts: [], vaultGroups: {}, policies: [] };
    const context = await stage.context(nightAt(0), { settings });
    await executeRun(context);
    const made = await packaged({ stage, folder: stage.locker.location, signer: context.signer }, [20, 20], {
      replacePeople: replacePeopleWith(key),
    });
    const records = await readFile(
      join(await unpacked(made.path), `${runFolder(nightAt(0))}/onepassword/users.ndjson`),
      'utf8',
    );
    const emails = records
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).email);
    expect(emails.toSorted()).toEqual(
      [person('ana@example.com'), person('ben@example.com'), person('ben@example.com')].toSorted(),
    );
  });
});
