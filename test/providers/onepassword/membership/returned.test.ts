import { expect, test } from '@jest/globals';
import type { OnePasswordUser } from '../../../../lib/evidence/datasets/onepassword.ts';
import { bornKey, personKey } from '../../../../lib/providers/onepassword/membership/fact.ts';
import { factsByKey } from '../../../../lib/providers/onepassword/membership/register.ts';
import {
  againstReturns,
  readReturned,
  returnedIn,
  returnedText,
} from '../../../../lib/providers/onepassword/membership/returned.ts';

const [outAt, backAt] = ['2026-11-20T02:00:00Z', '2026-11-21T02:00:00Z'];
const user = (id: string, state: string | null): OnePasswordUser => {
  return { createTime: '2024-01-15T10:30:00Z', email: `${id}@acme.example`, id, state };
};
const ben = { id: 'BEN', outAt, backAt };
const none = factsByKey([]);
const told = (at: string) =>
  factsByKey([
    { key: bornKey('BEN'), outcome: 'has', at: Date.parse(at), event: 'e1', by: null, why: null } as const,
  ]);
const doubts = (facts: typeof none, from: string) => againstReturns(facts, [ben], Date.parse(from));

test('Whoever was out of use in one list and is in use in the next came back; a state that is not told is in use', () => {
  const before = {
    at: outAt,
    users: [user('ANA', 'ACTIVE'), user('BEN', 'SUSPENDED'), user('CEM', 'SUSPENDED')],
  };
  const back = (state: string | null) =>
    returnedIn(before, {
      at: backAt,
      users: [user('ANA', 'ACTIVE'), user('BEN', state), user('CEM', 'SUSPENDED')],
    });
  expect(back('ACTIVE')).toEqual([ben]);
  expect(back(null)).toEqual([ben]);
  expect(back('SUSPENDED')).toEqual([]);
});

test('What came back with them is not known where no event tells of it', () => {
  const [doubt] = doubts(none, '2026-11-01T00:00:00Z');
  expect(doubt).toMatchObject({ key: personKey('BEN'), outcome: 'unknown', at: Date.parse(backAt) });
});

test('An event of the time between tells of it; one of an earlier time does not', () => {
  expect(doubts(told('2026-11-20T09:00:00Z'), '2026-11-01T00:00:00Z')).toEqual([]);
  expect(doubts(told('2026-11-19T09:00:00Z'), '2026-11-01T00:00:00Z')).toHaveLength(1);
});

test('A baseline that was begun afterwards shows it', () => {
  expect(doubts(none, '2026-11-21T09:00:00Z')).toEqual([]);
  expect(doubts(none, '2026-11-20T09:00:00Z')).toHaveLength(1);
});

test('Of whom all was taken, an event that came late and tells that the account ended tells why', () => {
  const taken = { ...ben, taken: true } as const;
  const ended = {
    key: personKey('BEN'),
    outcome: 'not',
    at: Date.parse(outAt),
    event: 'e1',
    by: null,
    why: null,
  } as const;
  const from = Date.parse('2026-11-01T00:00:00Z');
  expect(againstReturns(none, [taken], from)).toHaveLength(1);
  expect(againstReturns(factsByKey([ended]), [taken], from)).toEqual([]);
  expect(againstReturns(factsByKey([ended]), [ben], from)).toHaveLength(1);
});

test('It is handed on from night to night', () => {
  const all = [ben, { ...ben, id: 'CEM', taken: true as const }];
  expect(readReturned(returnedText(all))).toEqual(all);
  expect(readReturned(undefined)).toEqual([]);
});
