import { chmod, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ReviewError } from '../../lib/runs/review-error.ts';
import { openVerifiedRun } from '../../lib/runs/verified-run.ts';
import { chainHead } from '../../lib/seal/chain.ts';
import { openKeyFile } from '../../lib/seal/key-file.ts';
import { company, run, sheetsOf, verified } from '../access-review/company.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { nightAt, scene } from '../nightly/night.ts';

const folder = `runs/${run.replaceAll(':', '-')}`;

async function edit(stage: Awaited<ReturnType<typeof company>>, key: string): Promise<void> {
  const path = join(stage.locker.location, key);
  const bytes = await readFile(path);
  await chmod(path, 0o644);
  await writeFile(path, bytes.toString().replace('ANA', 'EVE').replace('eva@', 'eve@'));
}

describe('Evidence for a review', () => {
  test('is that of the last sealed night', async () => {
    const found = await verified(await company());
    expect([found.run, found.seal.sequence, found.trust]).toEqual([run, 1, 'locker']);
  });

  test('says that the key was given from outside, where it was', async () => {
    const stage = await company();
    const { publicKey } = await openKeyFile(join(dirname(stage.locker.location), 'key.pem'));
    expect((await openVerifiedRun(stage.locker, null, [publicKey])).trust).toBe('given');
  });

  test.each([`${folder}/onepassword/users.ndjson`, `${folder}/google/users.ndjson`])(
    'is refused when %s is not what was sealed',
    async (key) => {
      const stage = await company();
      await edit(stage, key);
      await expect(sheetsOf(stage)).rejects.toThrow(ReviewError);
      await expect(sheetsOf(stage)).rejects.toThrow(`${key} is not valid: It is not what was sealed.`);
    },
  );

  test('is refused when its list was made anew', async () => {
    const stage = await company();
    const key = `${folder}/SHA256SUMS`;
    const path = join(stage.locker.location, key);
    await chmod(path, 0o644);
    await writeFile(path, (await readFile(path, 'utf8')).replace(/^[0-9a-f]{8}/, '00000000'));
    await expect(verified(stage)).rejects.toThrow('It is not the list that was sealed.');
  });

  test('is refused when another key made the seal than is trusted', async () => {
    const stage = await company();
    const other = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
    await expect(openVerifiedRun(stage.locker, null, [other.publicKey])).rejects.toThrow(
      'No trusted key made this seal',
    );
    const head = await chainHead(stage.locker);
    expect(head).not.toBeNull();
  });

  test('is not there before a night is sealed, nor for a night that was none', async () => {
    const empty = await scene({});
    await expect(verified(empty)).rejects.toThrow('No night has been sealed yet');
    const stage = await company();
    await expect(openVerifiedRun(stage.locker, nightAt(1), [])).rejects.toThrow('There is no sealed run');
  });
});
