import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { eachAssessment } from '../../../lib/judging/assessed.ts';
import type { Assessment } from '../../../lib/judging/control.ts';
import { sortedAssessments, sortedIfFew } from '../../../lib/nightly/conclude/sorted-assessments.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import fc from '../../properties.ts';

let file: string;
beforeAll(async () => {
  file = join(await temporaryFolder(), 'assessments.ndjson');
});
const says = (subject: string, reason = ''): Assessment => ({ key: 'k', subject, verdict: 'fail', reason });
const order = (a: Assessment, b: Assessment): number =>
  a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0;

test('Assessments come in the order of their subjects, all of them, those of one subject as they came', () => {
  const subject = fc.oneof(
    fc.constantFrom(
      'a',
      'a\u0000',
      'a\u00005',
      'a\u0001',
      'a\u0000\u0000',
      'aa',
      '',
      '\u{1f600}',
      '\uffee',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(subject, { maxLength: 30 }), (subjects) => {
      const all = subjects.map((one, number) => says(one, String(number)));
      const sorted = [...sortedAssessments(all, file)];
      expect(sorted.map(({ subject: one }) => one)).toEqual(subjects.toSorted());
      expect(new Set(sorted.map(({ reason }) => reason)).size).toBe(subjects.length);
      // In memory, in a file, and in both, it is the same order.
      for (const most of [0, 1, 15]) expect([...sortedAssessments(all, file, most)]).toEqual(sorted);
      expect([...eachAssessment(sortedIfFew(all))]).toEqual(sorted);
    }),
  );
});

test('Assessments of one subject come by key, and those of one key as they came, however many there are', () => {
  const key = fc.constantFrom('k', 'k\u0000', 'kk', '', '\u{1f600}', '\uffee');
  fc.assert(
    fc.property(fc.array(key, { minLength: 12, maxLength: 120 }), (keys) => {
      const all = keys.map((one, number) => ({ ...says('s', String(number)), key: one }));
      const expected = all.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
      for (const most of [0, 11, 2_000]) expect([...sortedAssessments(all, file, most)]).toEqual(expected);
      expect([...eachAssessment(sortedIfFew(all))]).toEqual(expected);
    }),
  );
});

test('Everything that an assessment says is kept', () => {
  const all = [{ ...says('b', 'r'), excusedUntil: '2026-12-01T00:00:00Z' }, says('a')];
  expect([...sortedAssessments(all, file)]).toEqual(all.toSorted(order));
});

test('A few are sorted when all have come; many are handed on as they come, a batch at a time', () => {
  const batches = [[says('c'), says('a')], says('b'), [says('e')], says('d')];
  const names = (most: number) =>
    [...sortedIfFew(batches, most)].map((one) =>
      [...eachAssessment([one])].map(({ subject }) => subject).join(''),
    );
  expect(names(5)).toEqual(['', '', '', '', 'abcde']);
  expect(names(2)).toEqual(['', 'cab', 'e', 'd']);
  expect(names(0)).toEqual(['ca', 'b', 'e', 'd']);
});
