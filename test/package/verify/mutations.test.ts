import { copyFile, cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { openPromise } from 'yauzl';
import { openFolderReader } from '../../../lib/seal/verify/folder-reader.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { dice, runs, seed } from '../../properties.ts';
import { type Nights, packaged, someNights, unpacked, verified } from '../packaging.ts';

/** How many are tried; a failure names its number and its seed. `npm run fuzz` tries more. */
const count = Number(process.env.EXHIBIT_MUTATIONS ?? runs(40).numRuns);

let nights: Nights;
let zip: string;
let folder: string;
let files: readonly string[];
/** Where packed contents end: what is deflated has up to seven bits there that belong to nothing, and no program reads them. */
let ends: ReadonlySet<number>;

beforeAll(async () => {
  nights = await someNights();
  // From its second night on, so that it carries what judging needs from before.
  zip = (await packaged(nights, [21, 22])).path;
  folder = await unpacked(zip);
  const reader = openFolderReader(folder);
  files = (await reader.files('')).map(({ path }) => path);
  await reader.close();
  ends = await lastBytes(zip);
});

async function lastBytes(path: string): Promise<ReadonlySet<number>> {
  const bytes = await readFile(path);
  const opened = await openPromise(path);
  const found = new Set<number>();
  for await (const { compressedSize, relativeOffsetOfLocalHeader: at } of opened.eachEntry())
    found.add(at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28) + compressedSize - 1);
  return found;
}

interface Mutation {
  /** What was done, in words. */
  readonly what: string;
  readonly place: string;
}

/** A whole number from 0, below another. */
type Below = (end: number) => number;
type Mutate = (below: Below, place: string) => Promise<string>;

/** As many of each kind of file: most files are evidence. */
function anyFile(below: Below): string {
  const kinds = [...Map.groupBy(files, (path) => path.replace(/[^/]+$/, '').split('/')[0] ?? '').values()];
  const own = kinds[below(kinds.length)] ?? [];
  return own[below(own.length)] ?? '';
}

const unpackedMutations: readonly Mutate[] = [
  async (below, place) => {
    const path = anyFile(below);
    const bytes = await readFile(join(place, path));
    const at = below(Math.max(1, bytes.length));
    if (bytes.length === 0) await writeFile(join(place, path), 'x');
    else {
      bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << below(8)), at);
      await writeFile(join(place, path), bytes);
    }
    return `bit in byte ${at} of ${path}`;
  },
  async (below, place) => {
    const path = anyFile(below);
    await rm(join(place, path));
    return `${path} taken out`;
  },
  async (below, place) => {
    const [path, name] = [anyFile(below), `${anyFile(below)}${below(2) === 0 ? '.bak' : '~'}`];
    await copyFile(join(place, path), join(place, name));
    return `${path} put in as ${name}`;
  },
  async (below, place) => {
    const [from, to] = [anyFile(below), anyFile(below)];
    const [a, b] = [await readFile(join(place, from)), await readFile(join(place, to))];
    if (a.equals(b)) return await (unpackedMutations[1] as Mutate)(below, place);
    await writeFile(join(place, from), b);
    await writeFile(join(place, to), a);
    return `${from} and ${to} changed places`;
  },
  async (below, place) => {
    const path = anyFile(below);
    await rename(join(place, path), join(place, `${path}x`));
    return `${path} moved`;
  },
  async (below, place) => {
    const path = anyFile(below);
    const bytes = await readFile(join(place, path));
    const cut = below(2) === 0 || bytes.length === 0;
    await writeFile(
      join(place, path),
      cut ? Buffer.concat([bytes, Buffer.from('\n')]) : bytes.subarray(0, -1),
    );
    return `${path} ${cut ? 'longer' : 'shorter'}`;
  },
];

const packedMutations: readonly ((below: Below, bytes: Buffer) => readonly [string, Buffer])[] = [
  (below, bytes) => {
    const any = below(bytes.length);
    const at = ends.has(any) ? any - 1 : any;
    const changed = Buffer.from(bytes);
    changed.writeUInt8(bytes.readUInt8(at) ^ (1 << below(8)), at);
    return [`bit in byte ${at} of the zip`, changed];
  },
  (below, bytes) => {
    const at = below(bytes.length);
    return [
      `a byte before byte ${at} of the zip`,
      Buffer.concat([bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at)]),
    ];
  },
  (below, bytes) => {
    const at = below(bytes.length);
    return [
      `byte ${at} of the zip taken out`,
      Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    ];
  },
  (below, bytes) => {
    const more = bytes.subarray(0, 1 + below(4096));
    return [`${more.length} bytes behind the zip`, Buffer.concat([bytes, more])];
  },
];

async function mutated(number: number): Promise<Mutation> {
  const thrown = dice(seed + number * 7919);
  const below: Below = (end) => Math.floor(thrown() * end);
  const place = join(await temporaryFolder(), 'package');
  if (below(2) === 0) {
    await cp(folder, place, { recursive: true });
    const mutate = unpackedMutations[below(unpackedMutations.length)] as Mutate;
    return { place, what: await mutate(below, place) };
  }
  const file = `${place}.zip`;
  const mutate = packedMutations[below(packedMutations.length)] as (typeof packedMutations)[number];
  const [what, bytes] = mutate(below, await readFile(zip));
  await writeFile(file, bytes);
  return { place: file, what };
}

/** Objected to, or told that another program put the zip together; a zip that cannot be read is refused. */
async function isSeen(place: string): Promise<boolean> {
  try {
    const { notices, ok } = await verified(place, [nights.signer.publicKey]);
    return !ok || notices.some(({ kind }) => kind === 'repacked');
  } catch (error) {
    return error instanceof Error && 'code' in error;
  }
}

test(
  `each of ${count} changes to a package is seen`,
  async () => {
    expect(await isSeen(zip)).toBe(false);
    expect(await isSeen(folder)).toBe(false);
    for (let number = 0; number < count; number++) {
      const { place, what } = await mutated(number);
      expect([seed, number, what, await isSeen(place)]).toEqual([seed, number, what, true]);
      await rm(place, { recursive: true });
    }
  },
  60_000 + count * 2000,
);
