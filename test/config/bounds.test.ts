import { describe, expect, test } from '@jest/globals';
import { defaults } from '../../lib/config/defaults.ts';
import { changed, faultsOf, good, parse } from './fixtures.ts';

const many = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('');

/** Files that are small and take long where each thing is compared with each. */
const excesses: readonly (readonly [what: string, text: string, code: string])[] = [
  ['keys at the top', many(40_000, (at) => `k${at}: 1\n`), 'too-much'],
  ['keys of one map', `version: 1\ncontrols: {${many(40_000, (at) => `k${at}: 1, `)}}\n`, 'too-much'],
  ['keys of many maps', `version: 1\nwaivers:\n${many(20_000, () => '  - { a: 1, b: 2 }\n')}`, 'too-much'],
  ['aliases', `a: &a 1\nb: [${many(50_000, () => '*a, ')}]\n`, 'too-much'],
  [
    'lists in lists on one line',
    `version: 1\na: ${'- '.repeat(5)}${'['.repeat(60)}${']'.repeat(60)}\n`,
    'syntax',
  ],
  ['lists in lists', `version: 1\na: ${'['.repeat(60)}${']'.repeat(60)}\n`, 'too-much'],
  ['maps in maps', `version: 1\na: ${'{ a: '.repeat(60)}1${' }'.repeat(60)}\n`, 'too-much'],
  ['lists in lists by dashes', `version: 1\na:\n  ${'- '.repeat(60)}x\n`, 'too-much'],
  ['maps in maps by indentation', `${many(60, (at) => `${' '.repeat(at)}a:\n`)}`, 'too-much'],
];

describe('A configuration with more than anybody writes is a fault, and is not gone through', () => {
  test.each(excesses)('%s', (_, text, code) => {
    const began = performance.now();
    expect(faultsOf(text)).toMatchObject([{ code, message: expect.stringMatching(/\S/) }]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('keys that stand twice are still told, each of them', () => {
    const text = `${good}locker: ./a\nlocker: ./b\n`;
    expect(faultsOf(text).filter(({ code }) => code === 'duplicate-key')).toHaveLength(2);
  });

  test('thousands of entries are no excess', () => {
    const people = many(2_000, (at) => `    - { person: p${at}@acme.example, github: p${at} }\n`);
    expect(faultsOf(`version: 1\npeople:\n  identities:\n${people}`).map(({ code }) => code)).not.toContain(
      'too-much',
    );
  });
});

describe('limits', () => {
  test('are the defaults where nothing is said', () => {
    expect(parse(good).limits).toEqual(defaults.limits);
  });

  test.each(Object.keys(defaults.limits))('%s can be set alone', (name) => {
    expect(parse(`${good}limits: { ${name}: 7 }\n`).limits).toEqual({ ...defaults.limits, [name]: 7 });
  });

  test.each(Object.keys(defaults.limits))('%s must be a whole number from 1', (name) => {
    for (const value of ['0', '-1', '1.5', 'none', '99999999999'])
      expect(faultsOf(`${good}limits: { ${name}: ${value} }\n`)).toMatchObject([{ path: `limits.${name}` }]);
  });

  test('know no other key', () => {
    expect(faultsOf(changed('alerts:', 'limits: { bodies: 3 }\nalerts:'))).toMatchObject([
      { code: 'unknown-key' },
    ]);
  });
});
