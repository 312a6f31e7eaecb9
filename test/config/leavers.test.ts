import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Configuration } from '../../lib/config/configuration.ts';
import { ConfigurationError } from '../../lib/config/error.ts';
import { parseConfiguration } from '../../lib/config/parse.ts';
import { good, known } from './fixtures.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exhibit-leavers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const text = good.replace(/\npeople:\n/, '\npeople:\n  leavers: left.csv\n');

function read(content: string | Buffer): Configuration {
  writeFileSync(join(folder, 'left.csv'), content);
  return parseConfiguration(text, { file: join(folder, 'exhibit.yaml'), known });
}

function faultsOf(content: string | Buffer): readonly string[] {
  try {
    read(content);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.faults.map(({ code, message }) => `${code} ${message}`);
    throw error;
  }
  return [];
}

describe('the file of leavers', () => {
  const leavers = [
    { person: 'ana@acme.example', lastDay: '2026-11-20' },
    { person: 'ben@acme.example', lastDay: '2026-12-31' },
  ];

  test.each([
    ['as it is written', 'person,lastDay\nana@acme.example,2026-11-20\nben@acme.example,2026-12-31\n'],
    [
      'in another order and other letters',
      'Person,lastday\nBEN@acme.example,2026-12-31\nAna@Acme.example,2026-11-20\n',
    ],
    [
      'as Excel saves it',
      '\ufeffperson;lastDay\r\nana@acme.example;2026-11-20\r\nben@acme.example;2026-12-31\r\n;\r\n',
    ],
    [
      'in UTF-16',
      Buffer.from(
        '\ufeffperson\tlastDay\r\nana@acme.example\t2026-11-20\r\nben@acme.example\t2026-12-31\r\n',
        'utf16le',
      ),
    ],
  ])('is among the settings, %s', (_, content) => {
    const configuration = read(content);
    expect(configuration.settings.people.leavers).toEqual(leavers);
    expect(configuration.leavers).toBe(join(folder, 'left.csv'));
  });

  test('may name nobody', () => {
    expect(read('person,lastDay\n').settings.people.leavers).toEqual([]);
  });

  test.each([
    ['nothing in it', '', 'line 1: the header is not person,lastDay'],
    ['no header', 'ana@acme.example,2026-11-20\n', 'line 1: the header is not'],
    ['more columns', 'person,lastDay,reason\n', 'line 1: the header is not'],
    ['a name in place of an address', 'person,lastDay\nAna,2026-11-20\n', 'line 2: person is not an e-mail'],
    ['no day', 'person,lastDay\nana@acme.example,\n', 'line 2: there are 1 cells'],
    [
      'a day that Excel rewrote',
      'person,lastDay\nana@acme.example,20-11-2026\n',
      'line 2: lastDay is not a day',
    ],
    [
      'a day that there is not',
      'person,lastDay\nana@acme.example,2026-11-31\n',
      'line 2: lastDay is not a day',
    ],
    [
      'a person twice',
      'person,lastDay\nana@acme.example,2026-11-20\nANA@acme.example,2026-11-21\n',
      'line 3: this person is on line 2 already',
    ],
    ['an open quote', 'person,lastDay\n"ana@acme.example,2026-11-20\n', 'line 2: a quote is opened'],
    ['no text', Buffer.from([0xff, 0x00, 0x80]), 'cannot be read (not text in UTF-8 or UTF-16)'],
  ])('is a fault with %s', (_, content, words) => {
    const faults = faultsOf(content);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('invalid-leavers left.csv');
    expect(faults[0]).toContain(words);
  });

  test('every wrong line is told at once, at the line of the configuration that names the file', () => {
    writeFileSync(join(folder, 'left.csv'), 'person,lastDay\nx,2026-11-20\nana@acme.example,soon\n');
    const reading = () => parseConfiguration(text, { file: join(folder, 'exhibit.yaml'), known });
    expect(reading).toThrow(ConfigurationError);
    try {
      reading();
    } catch (error) {
      const { faults } = error as ConfigurationError;
      const line = text.split('\n').findIndex((one) => one.includes('left.csv')) + 1;
      expect(faults).toMatchObject([{ path: 'people.leavers', line }]);
      expect(faults[0]?.message).toMatch(/line 2: person is not.*line 3: lastDay is not/);
    }
  });

  test('that is not there is a fault, and none where nothing is judged', () => {
    rmSync(join(folder, 'left.csv'), { force: true });
    const file = join(folder, 'exhibit.yaml');
    expect(() => parseConfiguration(text, { file, known })).toThrow('left.csv cannot be read (ENOENT)');
    const light = parseConfiguration(text, { file, known: { providers: known.providers } });
    expect(light.settings.people.leavers).toBeUndefined();
  });
});
