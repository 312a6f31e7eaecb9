import { expect, test } from '@jest/globals';
import { tally } from '../../../lib/nightly/conclude/concluded.ts';
import { evidence } from '../../evidence/document.ts';
import { passed } from './passed.ts';

test.each(['onConnection', 'onSubject'] as const)(
  'what is judged after others is told (%s) that a list does not add up with its count',
  async (way) => {
    const words = 'Two are counted, and one is listed.';
    expect(await passed(way)).toBe('pass');
    expect(await passed(way, new Map([['google/users', words]]))).toBe('unknown');
    expect(await passed(way, new Map([['other/users', words]]))).toBe('pass');
  },
);

test('what passes by a waiver is told as such, of a subject and of a connection', () => {
  const one = tally('c');
  const waiver = { reason: 'Soon.', approvedBy: 'Eva', expires: '2026-12-31' };
  const finding = { key: 'google/ana', subject: 'ana', verdict: 'fail', reason: 'None.' } as const;
  one.add({ ...finding, id: '1', control: 'c', waiver } as unknown as Parameters<typeof one.add>[0]);
  const needs = [
    {
      provider: 'google-workspace',
      dataset: 'users',
      connection: 'google',
      document: evidence('google', 'users'),
    },
  ];
  const against = () => [];
  expect(one.onSubject('ana', needs, against)).toEqual([
    { verdict: 'pass', reason: 'None. Waived.', waived: true },
  ]);
  expect(one.onConnection('google', needs, against)).toEqual({
    verdict: 'pass',
    reason: 'c passes, with 1 of its subjects waived.',
    waived: true,
  });
});
