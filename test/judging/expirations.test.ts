import { describe, expect, test } from '@jest/globals';
import { endingSoon, endsOf, endText } from '../../lib/judging/expirations.ts';

const today = '2026-11-23';
const waiver = (subject: string, expires: string) => {
  return { control: 'a.first', subject, reason: 'Key in the safe', approvedBy: 'cto@acme.example', expires };
};
const word = (at: string, expires: string) => {
  return { control: 'b.second', by: 'ana@acme.example', at, expires };
};

describe('What ends', () => {
  test('is spoken of from fourteen days before its last day until that is over, the next first', () => {
    const waivers = [
      waiver('today', today),
      waiver('yesterday', '2026-11-22'),
      waiver('in two weeks', '2026-12-07'),
      waiver('a day later', '2026-12-08'),
      waiver('tomorrow', '2026-11-24'),
    ];
    expect(endingSoon(endsOf(waivers, [], []), today).map(({ subject }) => subject)).toEqual([
      'today',
      'tomorrow',
      'in two weeks',
    ]);
  });

  test('is of several words on a control the newest', () => {
    const words = [word('2026-11-20T10:00:00Z', '2027-02-01'), word('2026-09-01T10:00:00Z', '2026-11-24')];
    expect(endingSoon(endsOf([], words, []), today)).toEqual([]);
    expect(endingSoon(endsOf([], words.slice(1), []), today)).toMatchObject([
      { of: 'attestation', control: 'b.second', subject: null, expires: '2026-11-24' },
    ]);
  });

  test.each([
    ['2026-11-22', 'ended on 2026-11-22'],
    [today, 'counts until 2026-11-23, today'],
    ['2026-11-24', 'counts until 2026-11-24, 1 day from now'],
    ['2026-12-01', 'counts until 2026-12-01, 8 days from now'],
  ])('on %s is said in words', (expires, words) => {
    const [end] = endsOf([waiver('x', expires)], [], []);
    expect(end && endText(end, today)).toBe(`The waiver ${words}.`);
  });
});
