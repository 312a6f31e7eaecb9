import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { readBundle, signStatement } from '../../../lib/seal/bundle.ts';
import type { Signer } from '../../../lib/seal/signer.ts';
import { readStatement } from '../../../lib/seal/statement.ts';
import { formatSums, parseSums } from '../../../lib/seal/sums.ts';
import type { ProblemKind } from '../../../lib/seal/verify/result.ts';

/** Draws whole numbers below a limit. */
export type Draw = (limit: number) => number;

/** A small generator with a seed, mixed so that neighbouring seeds draw differently, so that a failure can be repeated. */
export function drawsFrom(seed: number): Draw {
  let state = seed;
  return (limit) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return Math.floor((((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32) * limit);
  };
}

/** What a spoiled locker must be told of: at this path, a problem of one of these kinds. */
export interface Expectation {
  readonly path: string;
  readonly kinds: readonly ProblemKind[];
}

export interface Spoiled {
  readonly folder: string;
  readonly files: readonly string[];
  readonly draw: Draw;
  readonly stranger: Signer;
}

export type Mutation = (locker: Spoiled) => Promise<readonly Expectation[]>;

export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort();
}

function pick<T>(draw: Draw, items: readonly T[]): T {
  const item = items[draw(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

async function put(folder: string, path: string, bytes: Buffer | string): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await rm(file, { force: true });
  await writeFile(file, bytes);
}

const inRuns = (path: string) => path.startsWith('runs/');
const isEvidence = (path: string) => inRuns(path) && !path.endsWith('SHA256SUMS');
const isSeal = (path: string) => path.startsWith('chain/');
const folderOf = (path: string) => path.split('/').slice(0, 2).join('/');

const flipKinds = (path: string): readonly ProblemKind[] =>
  isSeal(path) ? ['bad-signature', 'malformed'] : ['modified'];

async function flip(
  { folder, files, draw }: Spoiled,
  choose: (path: string) => boolean,
): Promise<Expectation[]> {
  for (;;) {
    const path = pick(draw, files.filter(choose));
    const bytes = await readFile(join(folder, path));
    if (bytes.length === 0) continue;
    const at = draw(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
    await put(folder, path, bytes);
    return [{ path, kinds: flipKinds(path) }];
  }
}

async function runOf(folder: string, seal: string): Promise<string> {
  return runFolder(readStatement(readBundle(await readFile(join(folder, seal))).payload).predicate.run);
}

async function remove({ folder, files, draw }: Spoiled): Promise<Expectation[]> {
  const path = pick(draw, files);
  const run = isSeal(path) ? await runOf(folder, path) : null;
  await rm(join(folder, path));
  if (!run) return [{ path, kinds: ['missing'] }];
  const newest = path === files.filter(isSeal).at(-1);
  return [
    newest ? { path: 'chain/', kinds: ['truncated'] } : { path, kinds: ['gap'] },
    { path: run, kinds: ['unlisted'] },
  ];
}

async function twoOf(
  { folder, files, draw }: Spoiled,
  choose: (path: string) => boolean,
): Promise<[string, string]> {
  for (;;) {
    const [a, b] = [pick(draw, files.filter(choose)), pick(draw, files.filter(choose))];
    if (!(await readFile(join(folder, a))).equals(await readFile(join(folder, b)))) return [a, b];
  }
}

async function swap(locker: Spoiled, choose: (path: string) => boolean): Promise<[string, string]> {
  const [a, b] = await twoOf(locker, choose);
  const [bytesA, bytesB] = [await readFile(join(locker.folder, a)), await readFile(join(locker.folder, b))];
  await put(locker.folder, a, bytesB);
  await put(locker.folder, b, bytesA);
  return [a, b];
}

async function resign(
  locker: Spoiled,
  change: (time: string) => string,
  signer: Signer | null,
): Promise<string> {
  const path = pick(locker.draw, locker.files.filter(isSeal));
  const text = await readFile(join(locker.folder, path), 'utf8');
  const statement = readStatement(readBundle(Buffer.from(text)).payload);
  const changed = {
    ...statement,
    predicate: { ...statement.predicate, sealedAt: change(statement.predicate.sealedAt) },
  };
  if (signer) await put(locker.folder, path, await signStatement(changed, signer));
  else {
    const old = readBundle(Buffer.from(text)).payload;
    const forged = Buffer.from(
      old.toString().replace(statement.predicate.sealedAt, changed.predicate.sealedAt),
    );
    await put(locker.folder, path, text.replace(old.toString('base64'), forged.toString('base64')));
  }
  return path;
}

/** Every way to spoil a locker that verifying must see, with what it must say. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'flip a byte of a file of a run': (locker) => flip(locker, inRuns),
  'flip a byte of a seal': (locker) => flip(locker, isSeal),
  'flip a byte of a public key': (locker) => flip(locker, (path) => path.startsWith('keys/')),
  'delete a file': remove,
  'delete a run': async ({ folder, files, draw }) => {
    const path = folderOf(pick(draw, files.filter(inRuns)));
    await rm(join(folder, path), { recursive: true });
    return [{ path, kinds: ['missing'] }];
  },
  'delete a night whole': async ({ folder, files, draw }) => {
    const path = pick(draw, files.filter(isSeal).slice(0, -1));
    await rm(join(folder, await runOf(folder, path)), { recursive: true });
    await rm(join(folder, path));
    return [{ path, kinds: ['gap'] }];
  },
  'add a file': async ({ folder, files, draw }) => {
    const path = `${pick(draw, [folderOf(pick(draw, files.filter(inRuns))), 'runs', 'chain', 'keys', 'other', '.'])}/added.json`;
    await put(folder, path, '{}');
    return [{ path: path.replace('./', ''), kinds: ['unlisted'] }];
  },
  'copy a run': async ({ folder, files, draw }) => {
    const path = 'runs/2026-12-31T02-00-00Z';
    await cp(join(folder, folderOf(pick(draw, files.filter(inRuns)))), join(folder, path), {
      recursive: true,
    });
    return [{ path, kinds: ['unlisted'] }];
  },
  'swap two files': async (locker) => {
    const [a, b] = await swap(locker, isEvidence);
    return [
      { path: a, kinds: ['modified'] },
      { path: b, kinds: ['modified'] },
    ];
  },
  'swap two lists': async (locker) => {
    const [a, b] = await swap(locker, (path) => path.endsWith('SHA256SUMS'));
    return [
      { path: a, kinds: ['modified'] },
      { path: b, kinds: ['modified'] },
    ];
  },
  'swap two seals': async (locker) => {
    const [a, b] = await swap(locker, isSeal);
    return [
      { path: a, kinds: ['moved'] },
      { path: b, kinds: ['moved'] },
    ];
  },
  'rename a file': async ({ folder, files, draw }) => {
    const path = pick(draw, files.filter(inRuns));
    await rename(join(folder, path), join(folder, `${path}.old`));
    return [
      { path, kinds: ['missing'] },
      { path: `${path}.old`, kinds: path.endsWith('findings.ndjson') ? ['moved', 'unlisted'] : ['moved'] },
    ];
  },
  'move a file to another run': async ({ folder, files, draw }) => {
    const path = pick(
      draw,
      files.filter((file) => file.endsWith('users.json')),
    );
    const to = `${folderOf(
      pick(
        draw,
        files.filter((file) => inRuns(file) && folderOf(file) !== folderOf(path)),
      ),
    )}/from-elsewhere.json`;
    await rename(join(folder, path), join(folder, to));
    return [
      { path, kinds: ['missing'] },
      { path: to, kinds: ['moved'] },
    ];
  },
  'roll back a file': async ({ folder, files, draw }) => {
    const [path, older] = await twoOf({ folder, files, draw, stranger: neverUsed }, (file) =>
      file.endsWith('/users.json'),
    );
    await put(folder, path, await readFile(join(folder, older)));
    return [{ path, kinds: ['modified'] }];
  },
  'replace a seal by an older one': async ({ folder, files, draw }) => {
    const seals = files.filter(isSeal);
    const at = 1 + draw(seals.length - 1);
    const [path, older] = [seals[at] ?? '', seals[draw(at)] ?? ''];
    await put(folder, path, await readFile(join(folder, older)));
    return [{ path, kinds: ['moved'] }];
  },
  'edit a file and its list': async ({ folder, files, draw }) => {
    const path = pick(draw, files.filter(isEvidence));
    const list = `${folderOf(path)}/SHA256SUMS`;
    await put(folder, path, 'edited');
    const sums = parseSums(await readFile(join(folder, list)));
    const edited = sums.map((sum) =>
      path.endsWith(`Z/${sum.path}`) ? { ...sum, sha256: sha256Of('edited') } : sum,
    );
    await put(folder, list, formatSums(edited));
    return [{ path: list, kinds: ['modified'] }];
  },
  'cut the tail': async ({ folder, files, draw }) => {
    const seals = files.filter(isSeal);
    const runs = [...new Set(files.filter(inRuns).map(folderOf))];
    const cut = 1 + draw(seals.length - 1);
    for (const path of [...seals.slice(-cut), ...runs.slice(-cut)])
      await rm(join(folder, path), { recursive: true });
    return [{ path: 'chain/', kinds: ['truncated'] }];
  },
  'move a run': async ({ folder, files, draw }) => {
    const path = 'runs/2026-12-31T02-00-00Z';
    await rename(join(folder, folderOf(pick(draw, files.filter(inRuns)))), join(folder, path));
    return [{ path, kinds: ['moved'] }];
  },
  'swap two runs': async ({ folder, files }) => {
    const [a = '', b = ''] = [...new Set(files.filter(inRuns).map(folderOf))];
    await rename(join(folder, a), join(folder, 'aside'));
    await rename(join(folder, b), join(folder, a));
    await rename(join(folder, 'aside'), join(folder, b));
    return [
      { path: a, kinds: ['moved'] },
      { path: b, kinds: ['moved'] },
    ];
  },
  'rename a seal': async ({ folder, files, draw }) => {
    const path = pick(draw, files.filter(isSeal).slice(0, -1));
    const to = 'chain/0000000999.sigstore.json';
    await rename(join(folder, path), join(folder, to));
    return [
      { path, kinds: ['gap'] },
      { path: to, kinds: ['moved'] },
    ];
  },
  'sign with another key': async (locker) => [
    { path: await resign(locker, (time) => time, locker.stranger), kinds: ['unknown-key'] },
  ],
  'change the time of a seal': async (locker) => [
    { path: await resign(locker, (time) => time.replace('2026', '2025'), null), kinds: ['bad-signature'] },
  ],
};

const neverUsed: Signer = { keyId: '', publicKey: '', sign: async () => Buffer.alloc(0) };
