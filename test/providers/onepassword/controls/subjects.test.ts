import { expect, test } from '@jest/globals';
import { distinctSubjects } from '../../../../lib/providers/onepassword/controls/subjects.ts';

const thing = (name: string, ...marks: string[]) => ({ name, marks });

test('a name that only one has is the subject', () => {
  expect(distinctSubjects([thing('Ops', 'v1'), thing('Press', 'v2')])).toEqual(['Ops', 'Press']);
});

test('namesakes, in any case of letters, are told apart by their marks', () => {
  expect(distinctSubjects([thing('Ops', 'v1'), thing('ops', 'v2'), thing('Press', 'v3')])).toEqual([
    'Ops (v1)',
    'ops (v2)',
    'Press',
  ]);
});

test('a name that looks like a marked one does not hide behind it', () => {
  const subjects = distinctSubjects([
    thing('Ops', 'v1', 'a'),
    thing('Ops', 'v2', 'a'),
    thing('Ops (v1)', 'v3', 'a'),
  ]);
  expect(new Set(subjects).size).toBe(3);
  expect(subjects).toEqual(['Ops (v1, a)', 'Ops (v2)', 'Ops (v1) (v3)']);
});

test('one vault on two connections is two subjects', () => {
  expect(distinctSubjects([thing('Ops', 'v1', 'a'), thing('Ops', 'v1', 'b')])).toEqual([
    'Ops (v1, a)',
    'Ops (v1, b)',
  ]);
});

test('what cannot be told apart ends all the same', () => {
  expect(distinctSubjects([thing('Ops', 'v1'), thing('Ops', 'v1')])).toEqual(['Ops (v1)', 'Ops (v1)']);
});
