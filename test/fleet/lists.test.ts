import { describe, expect, test } from '@jest/globals';
import { nightsAtOnce } from '../../lib/fleet/at-once.ts';
import { environmentFor, sharedNames, variablesNamed } from '../../lib/fleet/environment.ts';
import type { FleetNight, OrganizationLine } from '../../lib/fleet/night/night.ts';
import { fleetStatus, isObjectionable } from '../../lib/fleet/night/night.ts';
import { ListChecks } from '../../lib/fleet/verify/check-lists.ts';

const counts = { pass: 3, fail: 0, unknown: 0, notJudged: 0 };
const line = (id: string, more: Partial<OrganizationLine> = {}): OrganizationLine => ({
  id,
  organization: id,
  standing: 'present',
  former: null,
  locker: `/evidence/${id}`,
  outcome: 'complete',
  head: { sequence: 2, run: '2026-11-23T02:00:00Z', sha256: 'a'.repeat(64) },
  night: { controls: counts, datasets: { whole: 3, all: 3 }, objections: 0 },
  problem: null,
  ...more,
});
const list = (day: number, organizations: readonly OrganizationLine[]): FleetNight => ({
  schema: 'exhibit/fleet-night/v1',
  run: `2026-11-${day}T02:00:00Z`,
  fleet: 'Larch Accountants',
  timezone: 'UTC',
  status: fleetStatus(organizations),
  previous: null,
  configuration: { sha256: 'b'.repeat(64) },
  organizations,
});
const head = (sequence: number) => ({ head: { sequence, run: null, sha256: 'c'.repeat(64) } });
const found = (lists: readonly FleetNight[], named = ['birch', 'larch']) => {
  const checks = new ListChecks();
  for (const one of lists) checks.take(one);
  return checks.problems(new Set(named)).map(({ kind, path }) => `${kind} ${path}`);
};

describe('Lists that follow one another', () => {
  test('may gain organizations and seals', () => {
    expect(found([list(22, [line('larch')]), list(23, [line('birch'), line('larch', head(3))])])).toEqual([]);
  });

  test('may lose neither, also where whoever took it away could seal the list anew', () => {
    const path = 'runs/2026-11-23T02-00-00Z/fleet.json';
    const both = [line('birch'), line('larch')];
    expect(found([list(22, both), list(23, [line('larch')])])).toEqual([`missing ${path}`]);
    expect(found([list(22, both), list(23, [line('birch'), line('larch', head(1))])])).toEqual([
      `truncated ${path}`,
    ]);
    expect(found([list(22, both), list(23, [line('birch'), line('larch', { head: null })])])).toEqual([
      `truncated ${path}`,
    ]);
  });

  test('call a night what their lines make of it', () => {
    const called = {
      ...list(23, [line('larch', { outcome: 'none', night: null })]),
      status: 'complete' as const,
    };
    expect(found([called])).toEqual(['modified runs/2026-11-23T02-00-00Z/fleet.json']);
  });

  test('say what the file of the fleet does not name any more', () => {
    expect(found([list(22, [line('birch'), line('larch')])], ['larch'])).toEqual(['missing fleet.yaml']);
  });
});

describe('A night of a fleet is', () => {
  const none = { outcome: 'none', night: null } as const;
  test.each([
    ['complete', 'complete', [line('a'), line('b', { standing: 'former', ...none })]],
    ['partial, where one has none', 'partial', [line('a'), line('b', none)]],
    [
      'partial, where one is not named any more',
      'partial',
      [line('a'), line('b', { standing: 'unlisted', ...none })],
    ],
    [
      'partial, where one that is not named any more has one of its own',
      'partial',
      [line('a'), line('b', { standing: 'unlisted', problem: { code: 'unlisted', message: 'Not named.' } })],
    ],
    [
      'partial, where what one concluded is not what was sealed',
      'partial',
      [line('a'), line('b', { night: null, problem: { code: 'unreadable', message: 'Not as sealed.' } })],
    ],
    ['failed, where nobody has one', 'failed', [line('a', none)]],
    ['failed, where there is nobody', 'failed', []],
  ] as const)('%s', (_, status, lines) => {
    expect(fleetStatus(lines)).toBe(status);
  });

  test.each([
    ['nothing', {}, false],
    ['a control that is unknown', { night: { ...night(), controls: { ...counts, unknown: 1 } } }, true],
    ['a control that fails', { night: { ...night(), controls: { ...counts, fail: 1 } } }, true],
    ['a change', { night: { ...night(), objections: 1 } }, true],
    ['a night that cannot be read', { night: null }, true],
    ['no night', none, true],
  ] as const)('objected to for %s', (_, more, objected) => {
    expect(isObjectionable(line('a', more))).toBe(objected);
  });
});

function night() {
  return { controls: counts, datasets: { whole: 3, all: 3 }, objections: 0 };
}

describe('The environment of one organization’s night', () => {
  test('holds what it names and what nobody names, and no other’s', () => {
    const environment = { PATH: '/bin', OWN: 'a', OTHER: 'b', BOTH: 'c' };
    const others = new Set(['OTHER', 'BOTH']);
    expect(environmentFor(new Set(['OWN', 'BOTH']), others, environment)).toEqual({
      PATH: '/bin',
      OWN: 'a',
      BOTH: 'c',
    });
  });

  test('is told by the text of its file, so that a fault in it hides nothing', () => {
    const text = 'credentials: env:ONE\nwebhook: "env:TWO" # or env:THREE\n- [ env:FOUR';
    expect([...variablesNamed(text)]).toEqual(['ONE', 'TWO', 'THREE', 'FOUR']);
    const named = new Map([
      ['a', variablesNamed(text)],
      ['b', new Set(['TWO'])],
    ] as const);
    expect([...sharedNames(named)]).toEqual([['TWO', ['a', 'b']]]);
  });
});

test('So many nights go on side by side as the file says, and never more than memory holds', () => {
  const of = (organizationsAtOnce: number | null, megabytes: number) =>
    nightsAtOnce({ organizationsAtOnce, organizationMegabytes: 1_024 }, { cores: 4, megabytes });
  expect([of(null, 64_000), of(20, 64_000), of(20, 5_000), of(null, 100)]).toEqual([8, 20, 4, 1]);
});
