import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { lineWindows } from '../../../lib/package/timeline/line-windows.ts';
import { type Keyed, mergeNights } from '../../../lib/package/timeline/merge.ts';
import { openTrack, type PartReader, pieceBytesFor } from '../../../lib/package/timeline/track.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import fc, { runs } from '../../properties.ts';

/** Files that lie in memory, as those of a bucket lie elsewhere. */
const elsewhere = (files: Readonly<Record<string, string>>): PartReader => ({
  readPart: async (key, offset, bytes) => {
    const file = files[key];
    return file === undefined ? null : Buffer.from(file).subarray(offset, offset + bytes);
  },
});

async function onThisMachine(files: Readonly<Record<string, string>>): Promise<PartReader> {
  const folder = await temporaryFolder();
  for (const [key, text] of Object.entries(files)) await writeFile(join(folder, key), text);
  return { readPart: async () => null, pathOf: (key) => join(folder, key) };
}

const keyed = (line: string): Keyed => ({ line, key: line.split(' ')[0] ?? '' });

/** For each key the nights that have it with their lines. @param silent nights that say nothing */
async function merged(
  nights: readonly (readonly string[] | null)[],
  open: (files: Readonly<Record<string, string>>) => PartReader | Promise<PartReader> = elsewhere,
  silent: readonly number[] = [],
) {
  const files = Object.fromEntries(
    nights.map((lines, at) => [String(at), lines?.map((line) => `${line}\n`).join('') ?? '']),
  );
  const reader = await open(files);
  const windows = lineWindows();
  const tracks = nights.map((lines, at) => {
    const place = { key: String(at), offset: 0, bytes: Buffer.byteLength(files[at] ?? '') };
    return { track: lines && openTrack(reader, place, windows, 8192), speaks: !silent.includes(at) };
  });
  const found = [];
  for await (const { key, intervals } of mergeNights(tracks, keyed))
    found.push({ key, on: intervals.map(({ from, to, said }) => `${from} to ${to}: ${said.line}`) });
  return found;
}

describe('a walk over all nights at once', () => {
  test('gives every key once, with the lines of the nights that have it', async () => {
    expect(await merged([['a 1', 'b 1'], null, [], ['b 2', 'c 1']])).toEqual([
      { key: 'a', on: ['0 to 0: a 1'] },
      { key: 'b', on: ['0 to 0: b 1', '3 to 3: b 2'] },
      { key: 'c', on: ['3 to 3: c 1'] },
    ]);
  });

  test('joins nights with the same line, over one that says nothing, and not over one that says something else', async () => {
    const nights = [['a 1'], ['a 1'], null, ['a 1'], ['b 1'], ['a 1'], null, ['a 1']];
    expect(await merged(nights, elsewhere, [2])).toEqual([
      { key: 'a', on: ['0 to 3: a 1', '5 to 5: a 1', '7 to 7: a 1'] },
      { key: 'b', on: ['4 to 4: b 1'] },
    ]);
  });

  test.each([
    ['elsewhere', elsewhere],
    ['on this machine', onThisMachine],
  ])('is the same as sorting all lines, however long they are: %s', async (_where, open) => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', 'z'), minLength: 1, maxLength: 4 });
    const night = fc.uniqueArray(word, { maxLength: 30 }).map((words) => words.sort());
    const length = fc.constantFrom(0, 300, 5000, 20_000);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(night), { maxLength: 6 }), length, async (nights, longest) => {
        const lineOf = (one: string, at: number) => `${one} ${at} ${'x'.repeat(longest)}`;
        const given = nights.map((words, at) => words?.map((one) => lineOf(one, at)) ?? null);
        const found = await merged(given, open);
        const keys = [...new Set(nights.flatMap((words) => words ?? []))].sort();
        expect(found.map(({ key }) => key)).toEqual(keys);
        for (const { key, on } of found)
          expect(on).toEqual(
            nights.flatMap((words, at) =>
              words?.includes(key) ? [`${at} to ${at}: ${lineOf(key, at)}`] : [],
            ),
          );
      }),
      runs(30),
    );
  });

  test.each([
    ['elsewhere', elsewhere],
    ['on this machine', onThisMachine],
  ])(
    'fails when a file ends before its lines do: they must not read as lines that never were: %s',
    async (_where, open) => {
      const track = openTrack(await open({ a: 'a 1\n' }), { key: 'a', offset: 0, bytes: 100 }, lineWindows());
      const walk = mergeNights([{ track, speaks: true }], keyed);
      await expect(walk.next()).rejects.toThrow('a ends before its byte 100');
    },
  );
});

describe('nights that say the same', () => {
  test('are told by their bytes; one letter more is another', () => {
    const { idOf } = lineWindows();
    const bytes = Buffer.from('a\nb\n');
    const first = idOf(bytes);
    expect(idOf(Buffer.from('a\nb\n'))).toBe(first);
    bytes.write('c');
    const second = idOf(bytes);
    expect(second).not.toBe(first);
    expect(idOf(Buffer.from('a\nb\n'))).not.toBe(second);
    expect(idOf(Buffer.from('a\nb\nc\n'))).not.toBe(second);
  });

  test('are walked as one, and part where one of them says something else', async () => {
    const long = Array.from({ length: 900 }, (_, at) => `${String(at).padStart(4, '0')} same`);
    const other = long.with(500, '0500 other').toSpliced(700, 1);
    const found = await merged([long, long, other, long, [...long]], onThisMachine);
    expect(found).toHaveLength(900);
    expect(found[499]?.on).toEqual(['0 to 4: 0499 same']);
    expect(found[500]?.on).toEqual(['0 to 1: 0500 same', '2 to 2: 0500 other', '3 to 4: 0500 same']);
    expect(found[700]?.on).toEqual(['0 to 1: 0700 same', '3 to 4: 0700 same']);
    expect(found[899]?.on).toEqual(['0 to 4: 0899 same']);
    expect(found.filter(({ on }) => on.length > 1).map(({ key }) => key)).toEqual(['0500', '0700']);
  });
});

describe('what is read of each night at once', () => {
  test('is less the more nights there are, so that together they take the same', () => {
    for (const nights of [200, 365, 1000])
      expect(nights * pieceBytesFor(nights)).toBeLessThanOrEqual(8 << 20);
    expect(pieceBytesFor(365)).toBeLessThan(pieceBytesFor(90));
  });

  test('is lent again, and to one at a time', () => {
    const { lend, takeBack } = lineWindows();
    const first = lend(20_000);
    expect(lend(20_000)).not.toBe(first);
    takeBack(first);
    expect(lend(19_000)).toBe(first);
  });
});
