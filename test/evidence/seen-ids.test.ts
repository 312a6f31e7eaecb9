import { describe, expect, test } from '@jest/globals';
import { seenIds } from '../../lib/evidence/seen-ids.ts';
import fc from '../properties.ts';

describe('Ids that were seen', () => {
  test('are known again, and new ones are not', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 4 })), (ids) => {
        const seen = seenIds();
        const before = new Set<string>();
        for (const id of ids) {
          expect(seen.seen(id)).toBe(before.has(id));
          before.add(id);
        }
      }),
    );
  });

  test('stay known while the table grows far beyond where it began', () => {
    const seen = seenIds();
    const ids = Array.from({ length: 300_000 }, (_, number) => `person-${number}@acme.example`);
    expect(ids.filter((id) => seen.seen(id))).toEqual([]);
    expect(ids.every((id) => seen.seen(id))).toBe(true);
  });

  test.each([
    ['numbers', (number: number) => String(100_000_000 + number)],
    [
      'of one letter more each',
      (number: number) => 'a'.repeat(number % 500) + String(Math.floor(number / 500)),
    ],
    [
      'that differ in the last bit',
      (number: number) => `id${String.fromCharCode(number & 0xffff)}${number >> 16}`,
    ],
  ])('are told apart when they are %s', (_, idOf) => {
    const seen = seenIds();
    const ids = new Set(Array.from({ length: 100_000 }, (_unused, number) => idOf(number)));
    expect([...ids].filter((id) => seen.seen(id))).toEqual([]);
  });

  test('may be empty', () => {
    const seen = seenIds();
    expect([seen.seen(''), seen.seen('')]).toEqual([false, true]);
  });
});
