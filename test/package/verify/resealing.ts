import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from '../../../lib/locker/keys.ts';
import { readBundle, signStatement } from '../../../lib/seal/bundle.ts';
import { sealPath } from '../../../lib/seal/chain.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { makeStatement, readStatement, type SealPredicate } from '../../../lib/seal/statement.ts';
import { formatSums, parseSums, sumsName } from '../../../lib/seal/sums.ts';

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

function put(path: string, bytes: Buffer | string): void {
  rmSync(path, { force: true });
  writeFileSync(path, bytes);
  chmodSync(path, 0o600);
}

/** What is done besides changing files. */
export interface Besides {
  /** Files that are put into the night's folder, or in the place of others there. */
  readonly added?: Readonly<Record<string, Buffer | string>>;
  /** What the night's seal says instead. */
  readonly said?: Partial<SealPredicate>;
}

/** What whoever holds the key can do: changes files of a night, lists them anew, and seals it and every later night again. */
export async function resealed(
  locker: string,
  run: string,
  changes: Readonly<Record<string, (text: string) => string>>,
  signer: Signer,
  { added = {}, said = {} }: Besides = {},
): Promise<void> {
  const folder = join(locker, runFolder(run));
  for (const [name, text] of Object.entries(added)) put(join(folder, name), text);
  for (const [name, change] of Object.entries(changes)) {
    const before = readFileSync(join(folder, name), 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${name} was not changed.`);
    put(join(folder, name), after);
  }
  const sums = parseSums(readFileSync(join(folder, sumsName)));
  const paths = [...new Set([...sums.map(({ path }) => path), ...Object.keys(added)])];
  const listed = paths.map((path) => ({ path, sha256: sha256(readFileSync(join(folder, path))) }));
  put(join(folder, sumsName), formatSums(listed));
  const bytes = listed.reduce((sum, { path }) => sum + statSync(join(folder, path)).size, 0);
  let previous: { sha256: string } | null = null;
  for (let sequence = 1; ; sequence++) {
    const path = join(locker, sealPath(sequence));
    const seal = read(path);
    if (!seal) return;
    const { predicate } = readStatement(readBundle(seal).payload);
    const own = join(locker, runFolder(predicate.run), sumsName);
    const before =
      predicate.previous && previous ? { ...predicate.previous, ...previous } : predicate.previous;
    const text = await signStatement(
      makeStatement(sha256(readFileSync(own)), {
        ...predicate,
        ...(predicate.run === run ? { files: listed.length, bytes, ...said } : {}),
        previous: before,
      }),
      signer,
    );
    put(path, text);
    previous = { sha256: sha256(text) };
  }
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
