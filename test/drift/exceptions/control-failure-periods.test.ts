import { describe, expect, test } from '@jest/globals';
import {
  type ControlState,
  controlFailurePeriods,
} from '../../../lib/drift/exceptions/control-failure-periods.ts';

const states: Readonly<Record<string, ControlState>> = {
  P: 'pass',
  F: 'fail',
  U: 'unknown',
  N: 'not-judged',
  '-': 'none',
};
const of = (letters: string) => controlFailurePeriods([...letters].map((letter) => states[letter] ?? 'none'));
const passed = (night: number) => ({ how: 'passed', night });

describe('stretches of nights on which a control did not pass', () => {
  test('a failure goes from its first night to its last, and ends with a pass', () => {
    expect(of('PPFFP')).toEqual([
      { kind: 'fail', lastGood: 1, firstBad: 2, lastBad: 3, nights: 2, over: passed(4) },
    ]);
  });

  test('a failure that stands at the end is not over', () => {
    expect(of('PF')).toEqual([{ kind: 'fail', lastGood: 0, firstBad: 1, lastBad: 1, nights: 1, over: null }]);
  });

  test('a night that could not tell does not end a failure, and does not count as one', () => {
    expect(of('FUF-NFP')).toEqual([
      { kind: 'fail', lastGood: null, firstBad: 0, lastBad: 5, nights: 3, over: passed(6) },
    ]);
  });

  test('a failure that was not seen again stays open at the night that last showed it', () => {
    expect(of('FU-')).toEqual([
      { kind: 'fail', lastGood: null, firstBad: 0, lastBad: 0, nights: 1, over: null },
    ]);
  });

  test('what was unknown before a failure is told apart from it, and ends with it', () => {
    expect(of('UUFP')).toEqual([
      {
        kind: 'unknown',
        lastGood: null,
        firstBad: 0,
        lastBad: 1,
        nights: 2,
        over: { how: 'failed', night: 2 },
      },
      { kind: 'fail', lastGood: null, firstBad: 2, lastBad: 2, nights: 1, over: passed(3) },
    ]);
  });

  test('none where every judged night passed', () => {
    expect(of('PP-NP')).toEqual([]);
  });
});
