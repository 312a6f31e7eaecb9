import { expect, test } from '@jest/globals';
import { timestampPath, witnessPath } from '../../../lib/seal/chain.ts';
import { unprovenHead } from '../../../lib/seal/verify/notices.ts';
import type { CheckedSeal } from '../../../lib/seal/verify/seals.ts';

const seals = [1, 2].map(
  (sequence): CheckedSeal => ({
    path: `chain/${sequence}`,
    sequence,
    sha256: '',
    envelope: null,
    statement: null,
    problem: null,
  }),
);
const beside = (path: string) => ({ path, bytes: Buffer.from('') });

test.each([
  ['a proof', { timestamps: [], proofs: [beside(witnessPath(1))] }, 1],
  ['a time-stamp', { timestamps: [beside(timestampPath(1))], proofs: [] }, 1],
  ['both', { timestamps: [beside(timestampPath(1))], proofs: [beside(witnessPath(1))] }, 2],
  ['neither, as it was before', { timestamps: [], proofs: [] }, 0],
  ['neither: it has them', { timestamps: [beside(timestampPath(2))], proofs: [beside(witnessPath(2))] }, 0],
])('a newest seal that lacks %s is told', (_, files, count) => {
  expect(unprovenHead(seals, files).map(({ kind }) => kind)).toEqual(Array(count).fill('no-proof'));
});
