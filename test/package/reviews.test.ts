import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { replacePeopleWith } from '../../lib/package/pseudonyms/replace-people.ts';
import { storeAttestation } from '../../lib/runs/attestations.ts';
import { verifyLockerFolder } from '../../lib/seal/verify/verify-locker.ts';
import { reviewAttestation, wanted } from '../controls/access/attestations.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { ana, ben, google, nightAt, onepassword, scene } from '../nightly/night.ts';
import { kinds, type Nights, oneNight, packaged, unpacked, verified } from './packaging.ts';

/** Two nights, and between them a review that wanted Ben gone. */
async function reviewed(): Promise<Nights & { readonly path: string }> {
  const stage = await scene({ google: google(ana, ben), onepassword: onepassword(['ana', 'ben']) });
  await oneNight(stage, 0);
  const change = wanted({
    connection: 'onepassword',
    id: 'op-ben',
    account: 'ben@example.com',
    note: 'Ben left',
  });
  const by = 'ana@example.com, eva@example.com';
  const { schema: _, files: __, ...word } = reviewAttestation([change]);
  const shown = join(await temporaryFolder(), 'onepassword.csv');
  await writeFile(shown, 'ben@example.com,remove');
  await storeAttestation(stage.locker, { ...word, by, at: '2026-11-20T12:00:00.000Z' }, [shown]);
  await oneNight(stage, 1);
  const { signer } = await stage.context(nightAt(0));
  const [path = ''] = (await stage.locker.list('reviews/'))
    .map(({ key }) => key)
    .filter((key) => key.endsWith('.json'));
  return { stage, folder: stage.locker.location, signer, path };
}

describe('a recorded review', () => {
  test('lies by itself, is sealed with the next night, and shows when it is changed or taken away', async () => {
    const { folder, path, stage } = await reviewed();
    const found = async () => kinds(await verifyLockerFolder(folder, { trustedKeys: 'in-locker' }));
    expect(path).toMatch(/^reviews\/2026-11-20T12-00-00Z-[0-9a-f]{12}\.json$/);
    expect(await found()).toEqual([]);
    const files = (await stage.locker.list('reviews/files/')).map(({ key }) => key);
    await rm(join(folder, files[0] ?? ''));
    expect(await found()).toEqual([`missing ${files[0]}`]);
    const text = await readFile(join(folder, path), 'utf8');
    await rm(join(folder, path));
    await writeFile(join(folder, path), text.replace('Ben left', 'Ben stays'));
    expect(await found()).toContain(`modified ${path}`);
    await writeFile(join(folder, 'reviews/mine.json'), '{}');
    expect(await found()).toContain('unlisted reviews/mine.json');
  });

  test('goes into the package with its sheets, and is held to the seals there', async () => {
    const nights = await reviewed();
    const { path } = await packaged(nights, [20, 21]);
    expect(kinds(await verified(path, [nights.signer.publicKey]))).toEqual([]);
    const folder = await unpacked(path);
    expect(await readFile(join(folder, nights.path), 'utf8')).toContain('Ben left');
    await rm(join(folder, nights.path));
    expect(kinds(await verified(folder, [nights.signer.publicKey])).join()).toContain(
      `missing ${nights.path}`,
    );
  });

  test('names nobody in a package with pseudonyms', async () => {
    const nights = await reviewed();
    const { path } = await packaged(nights, [20, 21], {
      replacePeople: replacePeopleWith(Buffer.alloc(32, 7)),
    });
    expect(kinds(await verified(path, [nights.signer.publicKey]))).toEqual([]);
    const text = await readFile(join(await unpacked(path), nights.path), 'utf8');
    expect(text).not.toMatch(/ben|ana@|eva@/i);
    expect(JSON.parse(text).review.changes).toHaveLength(1);
  });
});
