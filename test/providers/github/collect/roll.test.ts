import { describe, expect, test } from '@jest/globals';
import { CollectError } from '../../../../lib/evidence/problem.ts';
import { result } from '../../../../lib/providers/follow.ts';
import { isFinal, isWhole, readMemberList } from '../../../../lib/providers/github/collect/member-list.ts';
import { ownersOnly } from '../../../../lib/providers/github/collect/refusal.ts';
import type { Page, Requests } from '../../../../lib/providers/github/collect/requests.ts';

function pages(...all: (readonly unknown[] | Error)[]) {
  return function* (take: (page: Page) => Requests<void>): Requests<void> {
    for (const items of all) {
      if (items instanceof Error) throw items;
      yield* take({ items, next: null });
    }
  };
}

const nothing = () => Promise.reject(new Error('Nothing is asked here.'));
const read = async (...all: (readonly unknown[] | Error)[]) =>
  result(
    readMemberList(pages(...all), 'members', (error) => error),
    nothing,
  );
const [ana, ben] = [
  { id: 1, login: 'ana', type: 'User' },
  { id: 2, login: 'ben' },
];

describe('A list', () => {
  test('is whole when all of it could be read', async () => {
    const memberList = await read([ana], [], [ben]);
    expect([...memberList.accounts.values()]).toEqual([
      { id: '1', login: 'ana', type: 'User' },
      { id: '2', login: 'ben', type: null },
    ]);
    expect(isWhole(memberList)).toBe(true);
  });

  test.each([
    ['no id', { login: 'ben' }],
    ['no login', { id: 2 }],
    ['an empty login', { id: 2, login: '' }],
    ['an id that is text', { id: '2', login: 'ben' }],
    ['an id that is no whole number', { id: 2.5, login: 'ben' }],
    ['nothing', null],
    ['text', 'ben'],
  ])('is not whole with somebody who has %s', async (_what, somebody) => {
    const memberList = await read([ana, somebody]);
    expect([memberList.accounts.size, isWhole(memberList)]).toEqual([1, false]);
    expect(memberList.problems).toMatchObject([
      { code: 'malformed', message: expect.stringContaining('entry 2') },
    ]);
  });

  test('keeps somebody of an unreadable type, and says so', async () => {
    const memberList = await read([{ ...ana, type: 7 }]);
    expect(memberList.accounts.get('1')).toEqual({ id: '1', login: 'ana', type: null });
    expect(memberList.problems).toMatchObject([
      { code: 'malformed', message: expect.stringContaining('ana') },
    ]);
  });

  test('is not whole when somebody comes twice, also on one page', async () => {
    for (const memberList of [await read([ana], [ana, ben]), await read([ana, ana, ben])]) {
      expect(memberList.accounts.size).toBe(2);
      expect(memberList.problems).toMatchObject([
        { code: 'malformed', message: expect.stringContaining('ana came twice') },
      ]);
    }
  });

  test('keeps what came before it broke off', async () => {
    const memberList = await read([ana], new CollectError('unavailable', 'Gone.'));
    expect([memberList.accounts.size, memberList.problems]).toEqual([
      1,
      [{ code: 'unavailable', message: 'Gone.' }],
    ]);
  });

  test('does not take a fault of ours for one of GitHub’s', async () => {
    await expect(read([ana], new TypeError('ours'))).rejects.toThrow('ours');
  });

  test.each([
    ['unauthenticated', true],
    ['rate-limited', true],
    ['interrupted', true],
    ['denied', false],
    ['unavailable', false],
    ['malformed', false],
  ] as const)('that ended with %s is final: %s', async (code, final) => {
    expect(isFinal(await read(new CollectError(code, 'x')))).toBe(final);
  });
});

describe('An owner’s question', () => {
  test.each([
    ['rejected', 422],
    ['rejected', 404],
    ['denied', 403],
  ] as const)('that is %s with %i was refused', (code, status) => {
    const error = ownersOnly(new CollectError(code, 'It says no.', { status }));
    expect(error).toMatchObject({ code: 'denied', message: expect.stringMatching(/^It says no\. .*owner/) });
  });

  test('that failed in another way did just that', () => {
    const error = new CollectError('unavailable', 'Gone.');
    expect(ownersOnly(error)).toBe(error);
    const moved = new CollectError('rejected', 'Elsewhere.', { status: 302 });
    expect(ownersOnly(moved)).toBe(moved);
  });
});
