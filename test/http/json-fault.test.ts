import { describe, expect, test } from '@jest/globals';
import { firstFault } from '../../lib/http/json-fault.ts';
import fc from '../properties.ts';

const indented = fc.jsonValue().map((value) => JSON.stringify(value, null, '\t'));
const sound = fc.oneof(fc.json(), indented);

describe('the first fault', () => {
  test('of a text that is JSON is its end', () => {
    fc.assert(fc.property(sound, (text) => expect(firstFault(text)).toBe(text.length)));
  });

  test('is what follows the end', () => {
    fc.assert(fc.property(sound, (text) => expect(firstFault(`${text} !`)).toBe(text.length + 1)));
  });

  test('is a character that belongs nowhere, or the token that it broke', () => {
    const within = fc.tuple(fc.array(sound, { minLength: 1 }), fc.nat());
    fc.assert(
      fc.property(within, ([values, nat]) => {
        const text = `[${values.join(',')}]`;
        const at = nat % text.length;
        const fault = firstFault(`${text.slice(0, at)}\u0001${text.slice(at)}`);
        expect(fault).toBeLessThanOrEqual(at);
        expect(text.slice(fault, at)).toMatch(
          /^(?:\\u?[0-9a-fA-F]{0,3}|-|\.|[eE][-+]?|t(?:ru?)?|f(?:a|al|als)?|n(?:ul?)?)?$/,
        );
      }),
    );
  });

  test('lies in depth, too', () => {
    expect(firstFault(`${'['.repeat(200_000)}!`)).toBe(200_000);
  });
});
