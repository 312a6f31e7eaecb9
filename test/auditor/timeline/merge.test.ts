import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mergeNights } from '../../../lib/auditor/timeline/merge.ts';
import { lineDecoder, openTrack, type PartReader } from '../../../lib/auditor/timeline/track.ts';

/** Files that lie in memory. */
const reader = (files: Readonly<Record<string, string>>): PartReader => ({
  readPart: async (key, offset, bytes) => {
    const file = files[key];
    return file === undefined ? null : Buffer.from(file).subarray(offset, offset + bytes);
  },
});

async function merged(nights: readonly (readonly string[] | null)[]) {
  const files = Object.fromEntries(
    nights.map((lines, at) => [String(at), lines?.map((line) => `${line}\n`).join('') ?? '']),
  );
  const decode = lineDecoder();
  const tracks = nights.map((lines, at) => {
    const bytes = Buffer.byteLength(files[at] ?? '');
    return lines && openTrack(reader(files), { key: String(at), offset: 0, bytes }, decode);
  });
  const found = [];
  for await (const { key, nights: own, lines } of mergeNights(tracks, (line) => line.split(' ')[0] ?? ''))
    found.push({ key, on: own.map((night, at) => `${night}: ${lines[at]}`) });
  return found;
}

describe('a walk over all nights at once', () => {
  test('gives every key once, with the lines of the nights that have it', async () => {
    expect(await merged([['a 1', 'b 1'], null, [], ['b 2', 'c 1']])).toEqual([
      { key: 'a', on: ['0: a 1'] },
      { key: 'b', on: ['0: b 1', '3: b 2'] },
      { key: 'c', on: ['3: c 1'] },
    ]);
  });

  test('is the same as sorting all lines, however long they are', async () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀', 'z'), minLength: 1, maxLength: 4 });
    const night = fc.uniqueArray(word, { maxLength: 30 }).map((words) => words.sort());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(night), { maxLength: 6 }), async (nights) => {
        const tail = 'x'.repeat(9000);
        const found = await merged(nights.map((words) => words?.map((one) => `${one} ${tail}`) ?? null));
        const keys = [...new Set(nights.flatMap((words) => words ?? []))].sort();
        expect(found.map(({ key }) => key)).toEqual(keys);
        for (const { key, on } of found)
          expect(on).toEqual(
            nights.flatMap((words, at) => (words?.includes(key) ? [`${at}: ${key} ${tail}`] : [])),
          );
      }),
      { numRuns: 40 },
    );
  });

  test('fails when a file ends before its lines do: they must not read as lines that never were', async () => {
    const track = openTrack(reader({ a: 'a 1\n' }), { key: 'a', offset: 0, bytes: 100 });
    const walk = mergeNights([track], (line) => line);
    await expect(walk.next()).rejects.toThrow('a ends before its byte 100');
  });
});

describe('nights that say the same', () => {
  test('give the very same lines; one letter more gives others', () => {
    const decode = lineDecoder();
    const first = decode(Buffer.from('a\nb\n'));
    expect(decode(Buffer.from('a\nb\n'))).toBe(first);
    expect(decode(Buffer.from('a\nbc\n'))).toEqual(['a', 'bc']);
    expect(first).toEqual(['a', 'b']);
  });
});
