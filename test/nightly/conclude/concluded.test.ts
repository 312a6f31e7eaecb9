import { expect, test } from '@jest/globals';
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
