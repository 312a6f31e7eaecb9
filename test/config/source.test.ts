import { describe, expect, test } from '@jest/globals';
import { checkCases } from './cases.ts';
import { changed, faultsOf, good, parse } from './fixtures.ts';

describe('as YAML, a fault is', () => {
  checkCases([
    ['a key that stands twice', 'locker:', '▸timezone: UTC\nlocker:', 'duplicate-key '],
    ['a tab', '  - id: google', '▸\t- id: google', 'syntax '],
    [
      'a bracket that does not end',
      '[Ana@acme.example, ben@acme.example]\n',
      '[Ana@acme.example\n▸',
      'syntax ',
    ],
    ['a tag', 'Acme', '▸!secret Acme', 'syntax '],
    ['a second document', 'alerts:', '▸---\nalerts:', 'syntax '],
    ['a key that is a map', 'organization: Acme', '? ▸{ organization: Acme }\n: Acme', 'syntax '],
    ['two colons', 'Acme', '▸Acme: Inc', 'syntax '],
    ['an alias of nothing', 'Acme', '▸*acme', 'syntax '],
    ['an anchor that holds itself', 'Acme', '&a [▸*a]', 'syntax '],
  ]);

  test('an alias that makes a short file huge', () => {
    const list = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(of)}]\n`;
    const text = ['x', '*a', '*b', '*c', '*d'].map((of, index) => list('abcde'.charAt(index), of)).join('');
    expect(faultsOf(good + text)).toMatchObject([
      { code: 'syntax', message: expect.stringContaining('aliases') },
    ]);
  });

  test('nesting without end', () => {
    expect(faultsOf(changed('Acme', '['.repeat(20_000)))).toMatchObject([{ code: 'syntax', line: 2 }]);
  });

  test.each([
    ['', 'empty'],
    ['# nothing yet\n', 'empty'],
    ['- version: 1', 'not-a-map'],
    ['version 1', 'not-a-map'],
  ])('the file %j', (text, code) => {
    expect(faultsOf(text)).toMatchObject([{ code, line: 1, column: 1, path: '' }]);
  });
});

test('an anchor and its alias save writing a list twice', () => {
  const text = changed('[Ana@acme.example, ben@acme.example]', '&people [ana@acme.example]');
  const { vaults } = parse(
    text.replace('sharedAccounts:', '  - { name: b, members: *people }\nsharedAccounts:'),
  ).settings;
  expect(vaults[1]).toEqual({ name: 'b', members: ['ana@acme.example'] });
});

test('a fault in what an alias stands for is where it is written', () => {
  const text = changed('[Ana@acme.example, ben@acme.example]', '&people [Ana]');
  const faults = faultsOf(
    text.replace('sharedAccounts:', '  - { name: b, members: *people }\nsharedAccounts:'),
  );
  expect(faults.map(({ path, line }) => `${path} ${line}`)).toEqual([
    'vaults[0].members[0] 28',
    'vaults[1].members[0] 28',
  ]);
});
