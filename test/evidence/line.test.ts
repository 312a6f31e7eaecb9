import { describe, expect, test } from '@jest/globals';
import { canonicalText } from '../../lib/evidence/canonical.ts';
import { recordLine } from '../../lib/evidence/line.ts';
import fc from '../properties.ts';

/** Any JSON object, with keys that are numbers, of any script, or half a surrogate pair. */
const record = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' }));
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, field]) => [key, sorted(field)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};
const wellFormed = (text: string): string => JSON.stringify(JSON.parse(text)).toWellFormed();

describe('A record as a line', () => {
  test('is canonical JSON, whatever order its fields come in', () => {
    fc.assert(
      fc.property(record, (any) => {
        expect(recordLine(any)).toBe(canonicalText(any));
        expect(recordLine(sorted(any) as object)).toBe(canonicalText(any));
      }),
    );
  });

  test.each([
    ['fields out of order', { b: 1, a: { d: 1, c: 2 } }, '{"a":{"c":2,"d":1},"b":1}'],
    ['fields out of order deep in a list', { a: [[{ b: 1, a: 2 }]] }, '{"a":[[{"a":2,"b":1}]]}'],
    ['fields that are numbers', { 9: 1, 10: 2 }, '{"10":2,"9":1}'],
    ['numbers large and small', { a: [1e21, -0, 1e-7, 0.1] }, '{"a":[1e+21,0,1e-7,0.1]}'],
    ['a field that is not there', { a: undefined, b: null }, '{"b":null}'],
    ['beyond the basic plane', { '\u{1f600}': 1, '\uffee': 2 }, '{"\u{1f600}":1,"\uffee":2}'],
    ['a backslash before ud', { a: '\\ud800' }, '{"a":"\\\\ud800"}'],
  ])('holds %s', (_, value, line) => {
    expect(recordLine(value)).toBe(line);
  });

  test('has U+FFFD where half a surrogate pair stood, in names and in texts', () => {
    expect(recordLine({ a: ['x\ud800y', { '\udc00': '\u{1f600}' }] })).toBe(
      '{"a":["x\ufffdy",{"\ufffd":"\u{1f600}"}]}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), halves()), (any) => {
        const line = recordLine(any);
        expect(line.isWellFormed()).toBe(true);
        expect(line).toBe(canonicalText(JSON.parse(wellFormed(line))));
      }),
    );
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, JSON.parse('-1e999')])(
    'cannot hold %p, and does not turn it into nothing',
    (number) => {
      expect(() => recordLine({ a: number })).toThrow();
      expect(() => recordLine({ a: [{ b: number }] })).toThrow();
    },
  );
});

function halves() {
  const unit = fc.constantFrom('a', '\ud800', '\udc00', '\u{1f600}', '"', '\\');
  return fc.array(unit).map((units) => units.join(''));
}
