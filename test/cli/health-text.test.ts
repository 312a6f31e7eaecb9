import { describe, expect, test } from '@jest/globals';
import { healthText } from '../../lib/cli/health-text.ts';
import type { ConnectionHealth } from '../../lib/nightly/doctor/connection-health.ts';
import type { UnknownTonight } from '../../lib/nightly/doctor/unknown-tonight.ts';

const now = new Date('2026-11-23T12:00:00Z');
const shown = { paint: (_: unknown, text: string) => text, columns: 100 };

function health(changes: Partial<ConnectionHealth> = {}): ConnectionHealth {
  const results = [{ dataset: 'members', verdict: 'pass' as const, message: 'All there.' }];
  return {
    connection: 'github',
    provider: 'GitHub',
    results,
    clockSkewMs: 300,
    unknownControls: [],
    ...changes,
  };
}

const textOf = (
  found: readonly ConnectionHealth[],
  unknown: readonly UnknownTonight[] = [],
  withoutCredential: readonly string[] = [],
) =>
  healthText(
    { health: found, unknown, notJudged: [], unmatched: [], withoutCredential: new Set(withoutCredential) },
    now,
    shown,
  );

const ending = (expires: string | null) =>
  health({ results: [{ dataset: 'members', verdict: 'pass', message: 'All there.', expires }] });

describe('what doctor says', () => {
  test('is short where nothing is wrong', () => {
    expect(textOf([health()])).toBe(
      [
        '✔ Every provider answers what is needed.',
        '',
        '✔ pass  github  members',
        '',
        'github  the end of the credential is not known  its clock agrees',
        '',
        'Next: `exhibit run`, or `exhibit run --dry-run` to store nothing.',
      ].join('\n'),
    );
  });

  test.each([
    ['2027-02-01T00:00:00Z', 'ends on 2027-02-01, in 69 days  its'],
    ['2026-11-30T12:00:00Z', 'ends on 2026-11-30, in 7 days: renew it'],
    [null, 'has no end'],
    ['some day', 'ends on some day'],
  ])('of a credential that ends %s', (expires, words) => {
    expect(textOf([ending(expires)])).toContain(words);
  });

  test('of a connection that names no credential is not that the end of one is not known', () => {
    const found = [health(), health({ connection: 'dns' })];
    expect(textOf(found, [], ['dns'])).toMatch(/^dns +no credential is named for it +its clock agrees$/m);
    expect(textOf(found)).toMatch(/^dns +the end of the credential is not known/m);
  });

  test.each([
    [90_000, '90 s ahead'],
    [-4_000, '4 s behind'],
    [null, 'was not seen'],
  ])('of a clock that is off by %s', (clockSkewMs, words) => {
    expect(textOf([health({ clockSkewMs })])).toContain(words);
  });

  test('says one cause once, whatever it was asked of, and lists no dataset on a line of its own', () => {
    const silent = (connection: string, title: string, datasets: readonly string[]) =>
      health({
        connection,
        clockSkewMs: null,
        results: datasets.map((dataset) => ({
          dataset,
          verdict: 'unknown' as const,
          message: `${title} gave no usable answer (connection refused): GET https://${connection}.example/${dataset}. Check the network.`,
        })),
      });
    const datasets = ['users', 'groups', 'org-units', 'app-grants'];
    const needing = (control: string) => ({ control, reasons: ['google/users', 'github/members'] });
    const text = textOf(
      [silent('google', 'Google Workspace', datasets), silent('github', 'GitHub', ['members'])],
      [needing('one.control'), needing('another.control')],
    );
    expect(text.match(/connection refused/g)).toHaveLength(1);
    expect(text).toContain('google (4 datasets): Google Workspace gave no usable answer');
    expect(text).toContain('The same for github/members.');
    expect(text).toContain('? unknown  google  users, groups, org-units, app-grants');
    expect(text).toContain('The clock and the end of the credential are not known for google, github');
    expect(text).toContain('one.control, another.control: needs google/users, github/members');
    expect(text.split('\n').every((line) => line.length <= shown.columns)).toBe(true);
  });

  test('names what is missing, and what stays unknown and why', () => {
    const message = 'Refused.\u001b[2J Grant it.';
    const results = [{ dataset: 'members', verdict: 'fail' as const, message }];
    const unknown = [
      { control: 'github.mfa-enrolled', reasons: ['github/members'] },
      { control: 'access.reviewed', reasons: ['there is no attestation that counts'] },
    ];
    const text = textOf([health({ results })], unknown);
    expect(text).toContain('✘ fail  github  members');
    expect(text).toContain('github/members: Refused. Grant it.');
    expect(text).toContain('github.mfa-enrolled: needs github/members');
    expect(text).toContain('access.reviewed: there is no attestation that counts');
    expect(text.replace(/\s+/g, ' ')).toContain('exhibit -- attest CONTROL');
    expect(text).not.toContain('Every provider answers');
  });
});
