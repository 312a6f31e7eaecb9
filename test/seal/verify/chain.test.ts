import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { signStatement } from '../../../lib/seal/bundle.ts';
import { sealPath } from '../../../lib/seal/chain.ts';
import { openKeyFile } from '../../../lib/seal/key-file.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { makeStatement, type SealPredicate } from '../../../lib/seal/statement.ts';
import { checkChain } from '../../../lib/seal/verify/chain.ts';
import { ringOf } from '../../../lib/seal/verify/keys.ts';
import { checkRun } from '../../../lib/seal/verify/run.ts';
import { type ChainFile, checkSeals } from '../../../lib/seal/verify/seals.ts';
import { later, predicate, removeTemporary, runAt, temporaryFolder } from '../nights.ts';

let signer: Signer;
beforeAll(async () => {
  signer = await openKeyFile(join(await temporaryFolder(), 'key.pem'));
});
afterAll(removeTemporary);

const sums = 'a'.repeat(64);

/** Somebody who holds the key can sign anything: a chain of seals, each as ordinary as `change` leaves it. */
async function chainOf(
  length: number,
  change: (sequence: number, ordinary: SealPredicate) => Partial<SealPredicate> = () => ({}),
): Promise<ChainFile[]> {
  const files: ChainFile[] = [];
  for (let sequence = 1; sequence <= length; sequence++) {
    const before = files.at(-1);
    const run = runAt(sequence);
    const previous = before
      ? { sequence: sequence - 1, sha256: sha256Of(before.bytes), timestamp: null }
      : null;
    const times = { run, sealedAt: later(run, 0.1), nextDueBy: later(run, 26) };
    const ordinary = { ...predicate, ...times, sequence, previous };
    const statement = makeStatement(sums, { ...ordinary, ...change(sequence, ordinary) });
    files.push({ path: sealPath(sequence), bytes: Buffer.from(await signStatement(statement, signer)) });
  }
  return files;
}

/** As a program writes JSON that does not know the canonical form. */
function withSignature(seal: string, change: (signature: Buffer) => Buffer): string {
  const bundle = JSON.parse(seal);
  const [signature] = bundle.dsseEnvelope.signatures;
  signature.sig = change(Buffer.from(signature.sig, 'base64')).toString('base64');
  return JSON.stringify(bundle, null, 2);
}

function problemsOf(files: readonly ChainFile[], fromStart = true): string[] {
  const seals = checkSeals(files, ringOf([signer.publicKey]));
  const found = [...seals.flatMap((seal) => seal.problem ?? []), ...checkChain(seals, fromStart)];
  return found.map(({ kind, path }) => `${kind} ${path}`);
}

describe('a chain', () => {
  test('of ordinary seals is without objection', async () => {
    expect(problemsOf(await chainOf(4))).toEqual([]);
    expect(problemsOf([])).toEqual([]);
  });

  test('may begin later only when that is said', async () => {
    const tail = (await chainOf(4)).slice(2);
    expect(problemsOf(tail)).toEqual([`gap ${sealPath(1)}`]);
    expect(problemsOf(tail, false)).toEqual([]);
  });

  test('shows that a seal in it was made anew with the same key', async () => {
    const files = await chainOf(4);
    const first = sha256Of(files[0]?.bytes ?? '');
    const anew = await chainOf(2, (_sequence, { previous }) => ({
      previous: previous && { ...previous, sha256: first },
    }));
    expect(problemsOf(files.map((file, at) => (at === 1 ? (anew[1] ?? file) : file)))).toEqual([
      `modified ${sealPath(2)}`,
    ]);
  });

  test('whose first seal names one before it was cut', async () => {
    const previous = { sequence: 1, sha256: sums, timestamp: null };
    expect(problemsOf(await chainOf(2, (sequence) => (sequence === 1 ? { previous } : {})))).toEqual([
      `malformed ${sealPath(1)}`,
    ]);
  });

  test.each([
    ['no seal', () => null],
    [
      'another number',
      (ordinary: SealPredicate) => ordinary.previous && { ...ordinary.previous, sequence: 9 },
    ],
  ])('in which a seal names %s before it is malformed', async (_what, previous) => {
    const files = await chainOf(3, (sequence, ordinary) =>
      sequence === 3 ? { previous: previous(ordinary) } : {},
    );
    expect(problemsOf(files)).toEqual([`malformed ${sealPath(3)}`]);
  });

  test.each([
    ['a changed signature', 'bad-signature', (seal: string) => withSignature(seal, (sig) => sig.reverse())],
    ['an unchanged one', 'malformed', (seal: string) => withSignature(seal, (sig) => sig)],
  ])('in which a seal was written again with %s says %s', async (_what, kind, written) => {
    const files = await chainOf(3);
    const again = ({ path, bytes }: ChainFile) => ({ path, bytes: Buffer.from(written(bytes.toString())) });
    expect(problemsOf(files.map((file, at) => (at === 2 ? again(file) : file)))).toEqual([
      `${kind} ${sealPath(3)}`,
    ]);
  });

  test('in which one run has two seals is malformed', async () => {
    const files = await chainOf(3, (sequence) => (sequence === 3 ? { run: runAt(2) } : {}));
    expect(problemsOf(files)).toEqual([`malformed ${sealPath(3)}`]);
  });

  test('is not objected to for clocks that differ by seconds', async () => {
    const sealedAt = later(runAt(2), 0.1);
    const earlier = new Date(Date.parse(sealedAt) - 2000).toISOString();
    const files = await chainOf(3, (sequence) => (sequence === 3 ? { sealedAt: earlier } : {}));
    expect(problemsOf(files)).toEqual([]);
  });

  test('without a schedule has no night that could be missing', async () => {
    const files = await chainOf(2, (sequence) =>
      sequence === 2 ? { run: runAt(9), sealedAt: runAt(9) } : {},
    );
    const unscheduled = await chainOf(2, (sequence) =>
      sequence === 2 ? { run: runAt(9), sealedAt: runAt(9) } : { nextDueBy: null },
    );
    expect(problemsOf(files)).toEqual([`gap ${sealPath(2)}`]);
    expect(problemsOf(unscheduled)).toEqual([]);
  });
});

describe('what a seal says of its run', () => {
  test.each([
    [{ files: 1, bytes: 5 }, []],
    [{ files: 2, bytes: 5 }, [`malformed ${sealPath(1)}`]],
    [{ files: 1, bytes: 6 }, [`malformed ${sealPath(1)}`]],
  ])('%j is held against one file of 5 bytes', async (counts, expected) => {
    const [seal] = checkSeals(await chainOf(1, () => counts), ringOf([signer.publicKey]));
    if (!seal) throw new Error('no seal');
    const folder = 'runs/x';
    const files = [
      { path: `${folder}/one`, sha256: sums, bytes: 5, finishedAt: null },
      { path: `${folder}/SHA256SUMS`, sha256: sums, bytes: 70, finishedAt: null },
    ];
    const verdict = checkRun({ seal, folder, list: [{ path: 'one', sha256: sums }], files });
    expect(verdict.problems.map(({ kind, path }) => `${kind} ${path}`)).toEqual(expected);
  });
});
