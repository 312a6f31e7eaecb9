import { expect, test } from '@jest/globals';
import { jsonText } from '../../../lib/nightly/collect/json-text.ts';
import fc from '../../properties.ts';

/** Every piece shares one buffer, so each is copied before the next is asked for. */
function encoded(text: string, head?: string): string {
  return Buffer.concat(
    [...jsonText()(Buffer.from(text), head)].map((piece) => Buffer.from(piece)),
  ).toString();
}

function encodedInTurn(text: string, head = ''): string {
  const pieces: Buffer[] = [];
  for (const piece of jsonText()(Buffer.from(text), head)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces).toString();
}

test('a text becomes the JSON string that JSON.stringify makes of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (text, head) => {
      const wellFormed = text.toWellFormed();
      expect(encodedInTurn(wellFormed, head)).toBe(head + JSON.stringify(wellFormed));
    }),
  );
});

test.each(['a', '"', 'ä', '€', '🚢', '\u0001', '\\', 'x€'])(
  'a text of many pieces of %j is cut inside no character',
  (unit) => {
    const text = unit.repeat(70_000);
    expect(encodedInTurn(text, 'head:')).toBe(`head:${JSON.stringify(text)}`);
  },
);

test('an empty text is an empty string', () => {
  expect(encoded('')).toBe('""');
});

test('a head longer than the buffer comes first, whole', () => {
  const head = 'h'.repeat(100_000);
  expect(encodedInTurn('text', head)).toBe(`${head}"text"`);
});
