import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import type { VerifyResult } from '../../../lib/seal/verify/result.ts';
import { verifyLockerFolder } from '../../../lib/seal/verify/verify-locker.ts';
import { seed } from '../../properties.ts';
import { buildNights, copyOf, type Nights, removeTemporary, temporaryFolder } from '../nights.ts';
import { drawsFrom, filesIn, mutations } from './mutations.ts';

const wanted = Number(process.env.EXHIBIT_MUTATIONS ?? 200);
const nights = Number(process.env.EXHIBIT_MUTATION_NIGHTS ?? 10);

let clean: Nights;
let stranger: Signer;

beforeAll(async () => {
  clean = await buildNights({ nights, failed: [3], rotatedAt: 6 });
  stranger = await openKeyFile(join(await temporaryFolder(), 'stranger.pem'));
});
afterAll(removeTemporary);

const names = Object.keys(mutations);
const perMutation = Math.ceil(wanted / names.length);

describe('every way to spoil a locker is seen and named, and nothing else is', () => {
  test.each(names)('%s', async (name) => {
    for (let round = 0; round < perMutation; round++) {
      const given = `${name}, EXHIBIT_SEED=${seed}, round ${round}`;
      const { result, expected } = await spoil(name, seed + round);
      const told = {
        given,
        ok: result.ok,
        missed: missed(expected, result),
        besides: besides(expected, result),
      };
      expect(told).toEqual({ given, ok: false, missed: [], besides: [] });
    }
  });
});

async function spoil(name: string, start: number) {
  const folder = await copyOf(clean.folder);
  const mutation = mutations[name];
  if (!mutation) throw new Error(name);
  const draw = drawsFrom(start + name.length * 7919);
  const expected = await mutation({ folder, files: await filesIn(folder), draw, stranger });
  const head = clean.seals.at(-1)?.sha256;
  const result = await verifyLockerFolder(folder, { trustedKeys: clean.publicKeys, head });
  return { expected, result };
}

type Expected = readonly { path: string; kinds: readonly string[] }[];

/** What was said of anything that was not spoiled. A spoiled newest seal is also not the head that is known. */
function besides(expected: Expected, result: VerifyResult) {
  return result.problems.filter(
    (found) => found.kind !== 'truncated' && !expected.some(({ path }) => path === found.path),
  );
}

function missed(expected: Expected, result: VerifyResult) {
  return expected.filter(
    ({ path, kinds }) => !result.problems.some((found) => found.path === path && kinds.includes(found.kind)),
  );
}
