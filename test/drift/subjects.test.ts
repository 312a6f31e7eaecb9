import { describe, expect, test } from '@jest/globals';
import { controlDrift, notJudgedDrift, subjectDrift } from '../../lib/drift/subjects.ts';
import type { Verdict } from '../../lib/judging/control.ts';
import type { AppliedWaiver, Finding } from '../../lib/judging/finding.ts';

const run = '2026-11-23T02:00:00Z';
const control = 'google-workspace.mfa-enforced';
const ana = 'ana@acme.example';
const waiver: AppliedWaiver = { reason: 'On leave', approvedBy: 'cto@acme.example', expires: '2026-12-01' };
const finding = (verdict: Verdict, changes: Partial<Finding> = {}): Finding => ({
  control,
  subject: ana,
  verdict,
  reason: verdict === 'pass' ? '' : `It is ${verdict}.`,
  since: null,
  waiver: null,
  ...changes,
});
const waived = finding('fail', { waiver });
const carried = finding('unknown', { carried: 'fail' });

describe('A subject', () => {
  test.each([
    ['pass to fail', finding('pass'), finding('fail'), 'control.failed', 'pass', 'fail'],
    ['unknown to fail', finding('unknown'), finding('fail'), 'control.failed', 'unknown', 'fail'],
    ['new to fail', null, finding('fail'), 'control.failed', null, 'fail'],
    ['new to unknown', null, finding('unknown'), 'control.unknown', null, 'unknown'],
    ['pass to unknown', finding('pass'), finding('unknown'), 'control.unknown', 'pass', 'unknown'],
    ['fail to unknown', finding('fail'), finding('unknown'), 'control.unknown', 'fail', 'unknown'],
    ['fail to pass', finding('fail'), finding('pass'), 'control.recovered', 'fail', 'pass'],
    ['fail to gone', finding('fail'), null, 'control.recovered', 'fail', null],
    ['fail to waived', finding('fail'), waived, 'control.waived', 'fail', 'waived'],
    ['waived to fail', waived, finding('fail'), 'control.failed', 'waived', 'fail'],
    ['unseen to pass', carried, finding('pass'), 'control.recovered', 'fail', 'pass'],
  ] as const)('from %s is told', (_, from, to, type, before, after) => {
    expect(subjectDrift(run, from, to)).toEqual(
      expect.objectContaining({ type, control, subject: ana, before, after, message: expect.any(String) }),
    );
  });

  test.each([
    ['stays as it was', finding('fail'), finding('fail', { reason: 'In other words.' })],
    [
      'stays waived, by another waiver',
      waived,
      finding('fail', { waiver: { ...waiver, expires: '2027-01-01' } }),
    ],
    ['is new and passes', null, finding('pass')],
    ['cannot be seen', finding('fail'), carried],
    ['still cannot be seen', carried, carried],
    ['fails as it did before it could not be seen', carried, finding('fail')],
    ['is waived as before it could not be seen', { ...carried, waiver }, waived],
  ])('that %s is not worth a word', (_, from, to) => {
    expect(subjectDrift(run, from, to)).toBeNull();
  });

  test('is told in the words of its finding, a waived one with the waiver, one that is gone with that', () => {
    expect(subjectDrift(run, null, finding('fail'))?.message).toBe('It is fail.');
    expect(subjectDrift(run, null, waived)?.message).toBe('It is fail. Waived until 2026-12-01: On leave');
    expect(subjectDrift(run, finding('fail'), finding('pass'))?.message).toBe(`${ana} passes.`);
    expect(subjectDrift(run, finding('fail'), null)?.message).toBe(
      `${ana} is no longer a subject of the control.`,
    );
  });
});

describe('A whole control', () => {
  test.each([
    ['pass', 'fail', 'control.failed'],
    ['fail', 'pass', 'control.recovered'],
    ['pass', 'unknown', 'control.unknown'],
    [null, 'fail', 'control.failed'],
    [null, 'unknown', 'control.unknown'],
  ] as const)('that was %s and is %s is told', (before, after, type) => {
    expect(controlDrift(run, control, before, after, '')).toEqual(
      expect.objectContaining({ type, control, subject: null, before, after }),
    );
  });

  test.each([
    ['fail', 'fail'],
    ['pass', 'pass'],
    [null, 'pass'],
  ] as const)('that was %s and is %s is not worth a word', (before, after) => {
    expect(controlDrift(run, control, before, after, 'x')).toBeNull();
  });

  test('is told with the reason', () => {
    expect(controlDrift(run, control, 'pass', 'unknown', 'google/users is failed (denied).')?.message).toBe(
      `${control} was pass and is now unknown. google/users is failed (denied).`,
    );
    expect(controlDrift(run, control, null, 'fail', '')?.message).toBe(
      `${control} is judged for the first time, and is fail.`,
    );
  });

  test('that is no longer judged is told, with who decided so', () => {
    expect(notJudgedDrift(run, control, 'fail', 'Looked at by hand.', 'standard')).toEqual(
      expect.objectContaining({
        type: 'control.not-judged',
        control,
        subject: null,
        before: 'fail',
        after: null,
        message: `${control} was fail and is no longer judged. Looked at by hand.`,
      }),
    );
  });
});
