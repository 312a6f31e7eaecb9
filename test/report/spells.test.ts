import { describe, expect, test } from '@jest/globals';
import type { NightState } from '../../lib/report/model.ts';
import { spellsOf } from '../../lib/report/spells.ts';

const states: Readonly<Record<string, NightState>> = {
  P: 'pass',
  F: 'fail',
  U: 'unknown',
  N: 'not-judged',
  '-': 'none',
};
const of = (letters: string) => spellsOf([...letters].map((letter) => states[letter] as NightState));

describe('stretches of nights on which a control did not pass', () => {
  test('a failure goes from its first night to its last, and ends with a pass', () => {
    expect(of('PPFFP')).toEqual([{ kind: 'fail', from: 2, to: 3, nights: 2, recovered: 4 }]);
  });

  test('a failure that stands at the end has not recovered', () => {
    expect(of('PF')).toEqual([{ kind: 'fail', from: 1, to: 1, nights: 1, recovered: null }]);
  });

  test('a night that could not tell does not end a failure, and does not count as one', () => {
    expect(of('FUF-NFP')).toEqual([{ kind: 'fail', from: 0, to: 5, nights: 3, recovered: 6 }]);
  });

  test('a failure that was not seen again stays open at the night that last showed it', () => {
    expect(of('FU-')).toEqual([{ kind: 'fail', from: 0, to: 0, nights: 1, recovered: null }]);
  });

  test('what was unknown before a failure is told apart from it', () => {
    expect(of('UUFP')).toEqual([
      { kind: 'unknown', from: 0, to: 1, nights: 2, recovered: null },
      { kind: 'fail', from: 2, to: 2, nights: 1, recovered: 3 },
    ]);
  });

  test('no spell where every judged night passed', () => {
    expect(of('PP-NP')).toEqual([]);
  });
});
