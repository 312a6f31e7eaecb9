import { describe, expect, test } from '@jest/globals';
import { applyMask, parseMask, strangerIn } from '../../../../demo/stand-ins/google/field-mask.ts';

const masked = (text: string, value: unknown) => applyMask(parseMask(text) ?? new Map(), value);

describe('A field mask', () => {
  const value = { a: 1, b: { c: 2, d: { e: 3, f: 4 } }, list: [{ x: 1, y: 2 }, { x: 3 }] };

  test.each([
    ['a', { a: 1 }],
    ['b', { b: value.b }],
    ['b/d/e', { b: { d: { e: 3 } } }],
    ['b(c,d/f),list(x)', { b: { c: 2, d: { f: 4 } }, list: [{ x: 1 }, { x: 3 }] }],
    ['b/*', { b: value.b }],
    ['missing', {}],
  ])('%s keeps what it names', (text, kept) => {
    expect(masked(text, value)).toEqual(kept);
  });

  test.each(['', 'a,', 'a(b', 'a)b', 'a b', '(a)', 'a()'])('%j is none', (text) => {
    expect(parseMask(text)).toBeNull();
  });

  test('is held against what is known, as deep as that goes', () => {
    const known = parseMask('a,b(c)') ?? new Map();
    const stranger = (text: string) => strangerIn(parseMask(text) ?? new Map(), known);
    expect(stranger('a/anything,b/c,*')).toBeNull();
    expect(stranger('b(c,x)')).toBe('x');
  });
});
