import { describe, expect, test } from '@jest/globals';
import { checkCases } from './cases.ts';
import { changed, faultsOf, good, parse } from './fixtures.ts';

describe('at the top of the file, a fault is', () => {
  checkCases([
    ['another version', 'version: 1', 'version: ▸2', 'unsupported-version version: is not known'],
    ['no version', 'version: 1\n', '▸', 'missing-key version: is missing — write version: 1'],
    ['no name', 'version: 1\norganization: Acme', '▸version: 1', 'missing-key organization: is missing'],
    ['a blank name', 'Acme', '▸" "', 'invalid-value organization: is empty — name'],
    ['a number for a name', 'Acme', '▸42', 'invalid-value organization: is a number — write text, in quotes'],
    ['an unknown key', 'timezone', '▸color: red\ntimezone', 'unknown-key color: this key is not known'],
    [
      'a near miss',
      'schedule:',
      '▸shedule:',
      'unknown-key shedule: this key is not known — did you mean "schedule"?',
    ],
    ['a trusted key that is a list', '- keys/night.pem', '- ▸[]', 'invalid-value trustedKeys[0]: is a list'],
    [
      'an unknown alert',
      'webhook:',
      '▸webhok:',
      'unknown-key alerts.webhok: this key is not known — did you',
    ],
    [
      'reminders that are no number of days',
      'webhook: env:ALERT_WEBHOOK',
      'remindEveryDays: ▸weekly',
      'invalid-value alerts.remindEveryDays: is text',
    ],
    [
      'a text for a map',
      '\n  webhook: env:ALERT_WEBHOOK',
      ' ▸none',
      'invalid-value alerts: is text — write a map',
    ],
  ]);

  test('no time zone', () => {
    expect(faultsOf(changed('timezone: Europe/Amsterdam\n', ''))).toMatchObject([
      { code: 'missing-key', line: 1, column: 1, path: 'timezone' },
    ]);
  });

  test('no connection at all', () => {
    const top = 'version: 1\norganization: Acme\ntimezone: UTC\n';
    for (const connections of ['', 'connections:\n', 'connections: []\n'])
      expect(faultsOf(top + connections)).toMatchObject([{ path: 'connections', line: connections ? 4 : 1 }]);
  });

  test('but not a section whose entries are all commented out', () => {
    const sections = [
      'people',
      'vaults',
      'sharedAccounts',
      'vaultGroups',
      'controls',
      'waivers',
      'alerts',
      'trustedKeys',
    ];
    const connections = good.slice(0, good.indexOf('people:'));
    const read = parse(connections + sections.map((section) => `${section}:\n`).join(''));
    expect(read).toMatchObject({ settings: { vaults: [] }, waivers: [], alerts: { webhook: null } });
  });
});
