import { cp } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { executeRun } from '../../lib/nightly/run.ts';
import { chainHead } from '../../lib/seal/chain.ts';
import { verifyLockerFolder } from '../../lib/seal/verify/verify-locker.ts';
import { ana, google, nightAt, scene } from './night.ts';

test('A chain goes on in a new place under a new key, as the runbook has it: the next seal names the last one before', async () => {
  const [old, anew] = [await scene({ google: google(ana) }), await scene({ google: google(ana) })];
  await executeRun(await old.context(nightAt(0)));
  await executeRun(await old.context(nightAt(1)));
  const oldKey = (await old.context(nightAt(1))).signer.publicKey;
  const before = await chainHead(old.locker);

  await cp(old.locker.location, anew.locker.location, { recursive: true });
  const context = await anew.context(nightAt(2), {}, { trustedKeys: async () => [oldKey] });
  await executeRun(context);

  const after = await chainHead(anew.locker);
  expect(after?.statement?.predicate.previous).toMatchObject({ sequence: 2, sha256: before?.sha256 });
  const newKey = context.signer.publicKey;
  const problems = async (...trustedKeys: string[]) =>
    (await verifyLockerFolder(anew.locker.location, { trustedKeys })).problems;
  expect(await problems(oldKey, newKey)).toEqual([]);
  // The chain is of both: with one of them, what the other sealed is in doubt.
  expect((await problems(newKey)).map(({ path }) => path)).toContain(before?.path);
  expect((await problems(oldKey)).map(({ path }) => path)).toContain(after?.path);
});
