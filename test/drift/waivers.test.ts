import { describe, expect, test } from '@jest/globals';
import { waiverDrift } from '../../lib/drift/waivers.ts';

const dayMs = 86_400_000;
const waiver = {
  control: 'google-workspace.mfa-enforced',
  subject: 'breakglass@acme.example',
  reason: 'Hardware key in the safe',
  approvedBy: 'cto@acme.example',
  expires: '2026-12-20',
};
const at = (day: string): Date => new Date(`${day}T02:00:00Z`);
const said = (since: string | null, now: string, zone = 'Europe/Amsterdam'): string[] =>
  waiverDrift(now, [waiver], since === null ? null : at(since), at(now), zone).map(({ type }) => type);

describe('A waiver', () => {
  test('is said to end once and to have ended once, in sixty nights', () => {
    const nights = Array.from(
      { length: 60 },
      (_, night) => new Date(at('2026-11-20').getTime() + night * dayMs),
    );
    const all = nights.flatMap((now, night) => {
      const since = nights[night - 1] ?? null;
      const events = waiverDrift(now.toISOString(), [waiver], since, now, 'Europe/Amsterdam');
      return events.map(({ type }) => [now.toISOString().slice(0, 10), type]);
    });
    expect(all).toEqual([
      ['2026-12-06', 'waiver.ending'],
      ['2026-12-21', 'waiver.ended'],
    ]);
  });

  test.each([
    ['2026-12-05', '2026-12-06', ['waiver.ending']],
    ['2026-12-06', '2026-12-07', []],
    ['2026-12-06', '2026-12-06', []],
    ['2026-12-05', '2026-12-20', ['waiver.ending']],
    ['2026-12-19', '2026-12-20', []],
    ['2026-12-20', '2026-12-21', ['waiver.ended']],
    ['2026-11-01', '2027-01-15', ['waiver.ended']],
    ['2026-12-21', '2026-12-22', []],
    [null, '2026-12-01', []],
    [null, '2026-12-10', ['waiver.ending']],
    [null, '2026-12-21', []],
  ])('seen on %s and again on %s', (since, now, types) => {
    expect(said(since, now)).toEqual(types);
  });

  test("ends by the company's calendar", () => {
    const [late, later] = [new Date('2026-12-20T22:30:00Z'), new Date('2026-12-20T23:30:00Z')];
    expect(waiverDrift('', [waiver], late, later, 'Europe/Amsterdam')).toHaveLength(1);
    expect(waiverDrift('', [waiver], late, later, 'UTC')).toHaveLength(0);
  });

  test('is told with who approved it, why, and its last day', () => {
    expect(waiverDrift('2026-12-06T02:00:00Z', [waiver], null, at('2026-12-06'), 'UTC')).toEqual([
      expect.objectContaining({
        type: 'waiver.ending',
        control: waiver.control,
        subject: waiver.subject,
        before: null,
        after: '2026-12-20',
        message:
          'The waiver of google-workspace.mfa-enforced for breakglass@acme.example (Hardware key in the safe; cto@acme.example) ends on 2026-12-20.',
      }),
    ]);
  });
});
