import { describe, expect, test } from '@jest/globals';
import { dice, seed } from '../../properties.ts';
import { anyOf } from './any-of.ts';

const roll = dice(seed);
const letters = (length: number) => Array.from({ length }, () => 'abcd'[Math.floor(roll() * 4)]).join('');
const upTo = (most: number) => 1 + Math.floor(roll() * most);

describe('One of many texts in another', () => {
  test.each([1, 5, 6, 7, 12])(
    'is found where it is, and nowhere else, the shortest having %i characters',
    (length) => {
      const found = { here: 0, nowhere: 0 };
      for (let time = 0; time < 500; time++) {
        const many = Array.from({ length: upTo(4) }, () => letters(length + upTo(4) - 1));
        // One of them whole, or all but its last letter.
        const within = many[0]?.slice(0, roll() < 0.5 ? undefined : -1);
        const text = `${letters(upTo(9))}${within}${letters(upTo(9))}`;
        const isHere = many.some((one) => text.includes(one));
        expect([many, text, anyOf(many)(text)]).toEqual([many, text, isHere]);
        found[isHere ? 'here' : 'nowhere']++;
      }
      expect(Math.min(found.here, found.nowhere)).toBeGreaterThan(5);
    },
  );

  test('is found at its beginning and at its end', () => {
    const isIn = anyOf(['correct-horse-battery', 'staple-and-nail']);
    for (const text of ['correct-horse-battery', 'x correct-horse-battery', 'staple-and-nails'])
      expect([text, isIn(text)]).toEqual([text, true]);
    expect(isIn('correct-horse-batter and staple-and-nai')).toBe(false);
  });
});
