import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { night } from './company.ts';
import { stage } from './harness.ts';
import { callHostedAt } from './hosts.ts';

test.each([
  [[], 'without a file'],
  [['seen.txt'], 'with 1 file'],
  [['seen.txt', 'more.txt'], 'with 2 files'],
])('What is recorded says whether files came with it: %j', async (files, said) => {
  await using scene = await stage({ call: callHostedAt(night), now: () => night });
  for (const file of files) writeFileSync(join(scene.folder, file), `shown in ${file}`);
  const words = ['attest', 'onepassword.mfa-enforced', '--by', 'ana@larch.example', '--note', 'Looked'];
  const flags = files.length > 0 ? ['--file', ...files] : [];
  const { status, stdout } = await scene.exhibit([...words, ...flags]);
  expect([status, stdout]).toEqual([0, expect.stringContaining(`onepassword.mfa-enforced, ${said}. It`)]);
});
