import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { runFolder } from '../../../lib/locker/keys.ts';
import { replacePeopleWith } from '../../../lib/package/pseudonyms/replace-people.ts';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import { keyPath } from '../../../lib/seal/public-key.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { nightAt } from '../../nightly/night.ts';
import { enrolled, kinds, type Nights, packaged, someNights, unpacked, verified } from '../packaging.ts';
import { type Forger, forgerOf } from './forging.ts';

let nights: Nights;
let path: string;
let head: string;
let stranger: Signer;
beforeAll(async () => {
  nights = await someNights();
  const made = await packaged(nights, [20, 22]);
  path = made.path;
  head = made.manifest.head.sha256;
  stranger = await openKeyFile(join(await temporaryFolder(), 'other.pem'), { create: true });
});

const night = runFolder(nightAt(1));
const findings = `${night}/findings.ndjson`;
const passing = (text: string): string => text.replaceAll('"verdict":"fail"', '"verdict":"pass"');

/** What lies there now in place of what was sealed, as a package with pseudonyms would say it. */
function claimReplaced(forger: Forger, file: string, text: string): void {
  const sealed = forger.read(file);
  const before = originalOf(forger, file);
  forger.write(file, text);
  expect(text).not.toBe(sealed);
  forger.say((manifest) => ({
    ...manifest,
    files: manifest.files.map((one) => (one.path === file ? { ...one, original: before } : one)),
  }));
}

function originalOf(forger: Forger, file: string): { sha256: string; bytes: number } {
  let found = { sha256: '', bytes: 0 };
  forger.say((manifest) => {
    const listed = manifest.files.find((one) => one.path === file);
    if (listed) found = { sha256: listed.sha256, bytes: listed.bytes };
    return manifest;
  });
  return found;
}

describe('with the company’s own key, in a package without pseudonyms', () => {
  test.each<[string, (forger: Forger) => void, string]>([
    [
      'sealed findings are replaced',
      (forger) => claimReplaced(forger, findings, passing(forger.read(findings))),
      `modified ${findings}`,
    ],
    [
      'sealed evidence is withheld',
      (forger) => {
        const original = originalOf(forger, findings);
        forger.remove(findings);
        forger.say((manifest) => ({
          ...manifest,
          withheld: [{ path: findings, ...original, reason: 'It could not be replaced' }],
        }));
      },
      `missing ${findings}`,
    ],
    [
      'a run of another day is added',
      (forger) => forger.write('runs/2020-01-01T02-00-00Z/findings.json', '{}'),
      'unlisted runs/2020-01-01T02-00-00Z',
    ],
    [
      'sealed findings are changed, and listed as they are now',
      (forger) => forger.write(findings, passing(forger.read(findings))),
      `modified ${findings}`,
    ],
  ])('%s', async (_, forge, expected) => {
    const folder = await unpacked(path);
    const forger = forgerOf(folder);
    forge(forger);
    await forger.sign(nights.signer);
    for (const keys of [[nights.signer.publicKey], 'in-locker'] as const) {
      const { ok, problems } = await verified(folder, keys, head);
      expect([ok, kinds({ problems })]).toEqual([false, expect.arrayContaining([expected])]);
    }
  });
});

test('a package with pseudonyms counts aloud what rests on the signature alone', async () => {
  const made = await packaged(nights, [20, 22], { replacePeople: replacePeopleWith(Buffer.alloc(32, 7)) });
  const { ok, notices } = await verified(made.path, [nights.signer.publicKey]);
  const replaced = made.manifest.files.filter(({ original }) => original).length;
  expect(ok).toBe(true);
  expect(notices.map(({ kind, message }) => [kind, message.match(/\d+/)?.[0]])).toEqual([
    ['replaced', `${replaced}`],
    ['withheld', `${made.manifest.withheld.length}`],
  ]);
});

describe('a stranger’s key on the manifest', () => {
  const forge = async (): Promise<string> => {
    const folder = await unpacked(path);
    const forger = forgerOf(folder);
    const own = keyPath(stranger.keyId);
    forger.write(own, stranger.publicKey);
    forger.write(`controls/${enrolled}.csv`, 'row\r\n');
    await forger.sign(stranger);
    return folder;
  };

  test.each<[string, 'in-locker' | 'given', string | undefined]>([
    ['without any key', 'in-locker', undefined],
    ['with the right head alone', 'in-locker', 'head'],
    ['with the company’s key', 'given', undefined],
  ])('is unknown %s', async (_, trust, which) => {
    const keys = trust === 'given' ? [nights.signer.publicKey] : 'in-locker';
    const { ok, problems } = await verified(await forge(), keys, which && head);
    expect([ok, kinds({ problems })]).toEqual([
      false,
      expect.arrayContaining(['unknown-key manifest.sigstore.json']),
    ]);
  });
});

test('a file that the manifest does not list, or lists otherwise, is not unpacked', async () => {
  const folder = await unpacked(path);
  writeFileSync(join(folder, 'index.html'), 'something else');
  const { problems } = await verified(folder, [nights.signer.publicKey], head);
  expect(kinds({ problems })).toEqual(['modified index.html']);
});
