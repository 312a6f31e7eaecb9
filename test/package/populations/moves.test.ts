import { describe, expect, test } from '@jest/globals';
import type { AnyDataset } from '../../../lib/evidence/dataset.ts';
import { organizationAccounts } from '../../../lib/evidence/datasets/aws-organization.ts';
import { users as googleUsers } from '../../../lib/evidence/datasets/google-workspace.ts';
import { vaultAccess } from '../../../lib/evidence/datasets/onepassword.ts';
import { moving } from '../../../lib/package/populations/moves.ts';
import { reconciledWith } from '../../../lib/providers/totals.ts';
import type { DatasetNight, RecordHistory } from '../../../lib/report/model.ts';

const night = (completeness: DatasetNight['completeness']): DatasetNight => ({
  completeness,
  records: 3,
  problem: null,
});
/** Whole but for the night 2, and nothing on night 3. */
const nights = [
  night('complete'),
  night('complete'),
  night('partial'),
  null,
  night('complete'),
  night('complete'),
];

function user(email: string, intervals: readonly (readonly [number, number, object?])[]): RecordHistory {
  return {
    key: email,
    intervals: intervals.map(([from, to, more]) => ({
      from,
      to,
      line: JSON.stringify({ primaryEmail: email, suspended: false, isAdmin: false, ...more }),
    })),
  };
}

function movesOf(...records: readonly RecordHistory[]) {
  const moved = moving(googleUsers as AnyDataset, nights);
  for (const record of records) moved.add(record);
  return moved.moves();
}

describe('moves of a list of accounts', () => {
  test('opening, and who came, less who went, is closing', () => {
    const moves = movesOf(
      user('ana@acme.example', [[0, 5]]),
      user('ben@acme.example', [[1, 5]]),
      user('cho@acme.example', [[0, 2]]),
    );
    expect(moves).toMatchObject({ first: 0, last: 5, opening: 2, appeared: 1, gone: 1, closing: 2, more: 0 });
    expect(moves?.listed).toEqual([
      { who: 'ben@acme.example', kind: 'appeared', night: 1 },
      { who: 'cho@acme.example', kind: 'gone', night: 4 },
    ]);
  });

  test('nobody is gone on a night on which the list was not whole', () => {
    expect(
      movesOf(
        user('ana@acme.example', [
          [0, 1],
          [4, 5],
        ]),
      )?.listed,
    ).toEqual([]);
  });

  test('an account that was ended is told, and so is one that may do more', () => {
    const changed = user('ana@acme.example', [
      [0, 0],
      [1, 5, { suspended: true, isAdmin: true }],
    ]);
    expect(movesOf(changed)?.listed).toEqual([
      {
        who: 'ana@acme.example',
        kind: 'standing',
        night: 1,
        field: 'suspended',
        before: 'false',
        after: 'true',
      },
      { who: 'ana@acme.example', kind: 'role', night: 1, field: 'isAdmin', before: 'false', after: 'true' },
    ]);
  });

  test('a list of who has what is no list of people', () => {
    const moved = moving(vaultAccess as AnyDataset, nights);
    moved.add({
      key: 'v/user/u',
      intervals: [{ from: 0, to: 0, line: '{"vaultId":"v","accessorId":"u","accessorType":"user"}' }],
    });
    expect(moved.moves()).toBeNull();
    expect(moved.population()).toBeNull();
  });

  test('a list that was read whole on no night is one of people all the same, and tells of nobody', () => {
    const never = nights.map((one) => one && night('partial'));
    const moved = moving(googleUsers as AnyDataset, never);
    moved.add(user('ana@acme.example', [[0, 5]]));
    expect([moved.moves(), moved.population()]).toEqual([null, 'people']);
    const unread = moving(googleUsers as AnyDataset, never);
    expect([unread.moves(), unread.population()]).toEqual([null, 'people']);
    expect(moving(vaultAccess as AnyDataset, never).population()).toBeNull();
  });
});

test('accounts of an organization are a population: which came, which went, and which were closed', () => {
  const moved = moving(organizationAccounts as AnyDataset, nights);
  const account = (id: string, intervals: readonly (readonly [number, number, string])[]): RecordHistory => ({
    key: id,
    intervals: intervals.map(([from, to, state]) => ({
      from,
      to,
      line: JSON.stringify({ id, name: 'prod', state }),
    })),
  });
  moved.add(account('111111111111', [[0, 5, 'ACTIVE']]));
  moved.add(account('222222222222', [[1, 5, 'ACTIVE']]));
  moved.add(
    account('333333333333', [
      [0, 1, 'ACTIVE'],
      [2, 5, 'SUSPENDED'],
    ]),
  );
  expect(moved.population()).toBe('things');
  expect(moved.moves()).toMatchObject({ opening: 2, appeared: 1, gone: 0, closing: 3 });
  expect(moved.moves()?.listed).toEqual([
    { who: 'prod (222222222222)', kind: 'appeared', night: 1 },
    {
      who: 'prod (333333333333)',
      kind: 'standing',
      night: 2,
      field: 'state',
      before: 'ACTIVE',
      after: 'SUSPENDED',
    },
  ]);
  expect(reconciledWith('aws', 'accounts')).toMatchObject({
    kind: 'independent',
    dataset: null,
    says: expect.stringContaining('The walk over all units'),
  });
});
