import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ConfigurationError } from '../../lib/config/error.ts';
import { slipIn } from '../../lib/config/indentation.ts';
import { parseConfiguration } from '../../lib/config/parse.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { custom } from '../../lib/controls/custom/index.ts';
import { manifests } from '../../lib/providers/manifests.ts';

const good = `version: 1
organization: Acme
timezone: Europe/Amsterdam
connections:
  - id: google
    provider: google-workspace
    credentials: env:G
    subject: admin@acme.example
  - id: github
    provider: github
    credentials: env:H
    org: acme
people:
  source: google
vaults:
  - name: npm publishing
    members: [ana@acme.example]
waivers:
  - control: google-workspace.mfa-enforced
    subject: b@acme.example
    reason: Hardware key in the safe
    approvedBy: cto@acme.example
    expires: 2027-01-31
`;

const known = { providers: manifests, controls: catalog, custom };
const parse = (text: string) => parseConfiguration(text, { file: 'exhibit.yaml', known });

function faultsOf(text: string): readonly string[] {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ConfigurationError)
      return error.faults.map(({ line, path, message }) => `${line} ${path} ${message}`);
    throw error;
  }
  return [];
}

/** What a tired person types, and the words that they need. */
const slips: readonly (readonly [what: string, from: string, to: string, words: RegExp])[] = [
  [
    'one blank too few',
    '    subject: admin',
    '   subject: admin',
    /^8 {2}"subject:" is 1 space too far to the left/,
  ],
  [
    'one blank too many',
    '    subject: admin',
    '     subject: admin',
    /^8 {2}"subject:" is 1 space too far to the right/,
  ],
  ['one too many in the first key', '    provider: go', '     provider: go', /^6 {2}"provider:" is 1 space/],
  [
    'a section that is indented',
    'people:\n',
    ' people:\n',
    /^13 {2}"people:" is 1 space too far to the right/,
  ],
  [
    'a dash too far to the left',
    '  - id: github',
    ' - id: github',
    /^9 {2}the dash of this entry is 1 space/,
  ],
  [
    'a dash too far to the right',
    '  - id: github',
    '   - id: github',
    /^9 {2}the dash of this entry is 1 space/,
  ],
  [
    'a # left before an entry',
    '  - id: github',
    '#  - id: github',
    /^9 {2}an entry of the list begins .*remove the "#"/,
  ],
  ['a # left before a section', 'waivers:\n', '#waivers:\n', /^18 {2}"waivers:" is hidden by a "#"/],
  ['a # left before another section', 'vaults:\n', '#vaults:\n', /^15 {2}"vaults:" is hidden by a "#"/],
  ['a tab', '    org: acme', '\torg: acme', /^12 {2}this line begins with a tab/],
  ['a tab among blanks', '    org: acme', '  \t org: acme', /^12 {2}this line begins with a tab/],
  [
    'an entry without its dash',
    '  - id: github',
    '    id: github',
    /^9 {2}"id:" begins a second entry without a dash/,
  ],
  [
    'an entry without its dash, where dashes stand',
    '  - id: github',
    '  id: github',
    /^9 {2}"id:" is where an entry/,
  ],
  ['no blank after a dash', '  - id: github', '  -id: github', /^9 {2}a space is missing after the dash/],
  [
    'no blank after a colon',
    '    org: acme',
    '    org:acme',
    /^12 {2}a space is missing after the colon of "org:"/,
  ],
  [
    'a key of a section at the top',
    '  source: google',
    'source: google',
    /^14 source .*under people: indent/,
  ],
  [
    'a section beneath a connection',
    'people:\n  s',
    '    people:\n      s',
    /^13 connections\[1\]\.people .*a section of its own/,
  ],
  ['a key of an entry at the top', '    expires: 2', 'expires: 2', /^23 expires .*to an entry of waivers/],
  ['a key without its colon', 'people:\n', 'people\n', /^13 {2}this line has no colon/],
];

describe('How lines stand below one another', () => {
  test('is right as it is', () => {
    expect(faultsOf(good)).toEqual([]);
  });

  test.each(slips)('%s', (_, from, to, words) => {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    const faults = faultsOf(text);
    expect(faults).toContainEqual(expect.stringMatching(words));
    expect(faults.length).toBeLessThanOrEqual(2);
    expect(faults.join('\n')).not.toMatch(/quote|two colons|twice in the same place/);
  });

  test('tells nothing of what follows a colon, which may be a secret', () => {
    expect(faultsOf(good.replace('    org: acme', '    org:hunter2')).join()).not.toContain('hunter2');
  });

  test.each([
    ['the template', readFileSync(new URL('../../lib/stack/example/exhibit.yaml', import.meta.url), 'utf8')],
    ['lists in the column of their key', 'a:\n- b: 1\n  c: 2\n- b: 3\n'],
    ['texts of several lines', 'a: |\n   x: 1\n  y: 2\nb: 1\n'],
    ['lists in lists', 'a:\n  - b:\n      - c: 1\n        d: 2\n    e: 3\n'],
    ['comments anywhere', 'a:\n# x\n  - b: 1\n      # y\n    c: 2\n'],
  ])('finds nothing where nothing is wrong: %s', (_, text) => {
    expect(slipIn(text)).toBeNull();
  });
});

/** A word that is nearly right is told once, and not as missing as well. */
test.each([
  ['organization: A', 'organisation: A', 'organization'],
  ['timezone: E', 'time_zone: E', 'timezone'],
  ['connections:', 'connection:', 'connections'],
  ['    approvedBy: c', '    approved: c', 'approvedBy'],
  ['    expires: 2', '    expiry: 2', 'expires'],
  ['    credentials: env:H', '    credential: env:H', 'credentials'],
])('a near miss of a key: %s', (from, to, meant) => {
  const faults = faultsOf(good.replace(from, to));
  expect(faults).toContainEqual(expect.stringContaining(`did you mean "${meant}"?`));
  expect(faults.filter((one) => /is missing/.test(one))).toEqual([]);
});
