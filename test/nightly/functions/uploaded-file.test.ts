import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { uploadedFile } from '../../../lib/nightly/functions/uploaded-file.ts';
import { readExportedFile } from '../../../lib/providers/onepassword/collect/read-exported-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'exhibit-uploads-'));
const store = openFolderLocker(folder);
const place = 's3://acme-work/exports';

afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

describe('An export that people upload', () => {
  test('is read from the place of its connection, and keeps the name that the configuration gives it', async () => {
    await store.create('vaults.json', 'what op said');
    const file = uploadedFile(store, place, 'vaults', './private/op.json');
    expect(file).toMatchObject({ name: 'op.json', place: `${place}/vaults.json` });
    expect(String(await file.read())).toBe('what op said');
  });

  test('that nobody uploaded yet is asked for with the command that uploads it', async () => {
    const file = uploadedFile(store, place, 'others', './op.json');
    await expect(readExportedFile(file)).rejects.toMatchObject({
      problem: {
        code: 'not-configured',
        message:
          `The 1Password export ${place}/others.json cannot be read (not uploaded). Make it with op: exhibit export ` +
          `onepassword --out op.json (or the script that exhibit init prints). Then: aws s3 cp op.json ${place}/others.json`,
      },
    });
  });
});
