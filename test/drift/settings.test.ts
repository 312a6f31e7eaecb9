import { describe, expect, test } from '@jest/globals';
import { settingDrift as drift } from '../../lib/drift/settings.ts';
import { type GooglePolicy, policies } from '../../lib/evidence/datasets/google-workspace.ts';
import { policy } from '../providers/google-workspace/controls/world.ts';

const run = '2026-11-23T02:00:00Z';
const settings = (rows: readonly GooglePolicy[]) => {
  if (policies.compared?.kind !== 'settings') throw new Error('Policies are compared as settings.');
  return rows.map(policies.compared.setting);
};
const settingDrift = (of: string, before: readonly GooglePolicy[], after: readonly GooglePolicy[]) =>
  drift(of, settings(before), settings(after));
const enforcement = (value: object, changes: Partial<GooglePolicy> = {}): GooglePolicy =>
  policy('policies/1', 'enforcement', value as GooglePolicy['value'], { sortOrder: 2, ...changes });
const [from2025, from2026] = [{ enforcedFrom: '2025-01-01' }, { enforcedFrom: '2026-01-01' }];

describe('A setting', () => {
  test('that changed is told with what it was and what it is', () => {
    expect(settingDrift(run, [enforcement(from2025)], [enforcement(from2026)])).toEqual([
      expect.objectContaining({
        type: 'setting.changed',
        control: null,
        subject: '2-step verification enforcement for unit root',
        before: '{"enforcedFrom":"2025-01-01"}',
        after: '{"enforcedFrom":"2026-01-01"}',
        message: 'It was {"enforcedFrom":"2025-01-01"} and is now {"enforcedFrom":"2026-01-01"}.',
      }),
    ]);
  });

  test('that was made or removed is told', () => {
    expect(settingDrift(run, [], [enforcement(from2025)])).toEqual([
      expect.objectContaining({ before: null, after: '{"enforcedFrom":"2025-01-01"}' }),
    ]);
    expect(settingDrift(run, [enforcement(from2025)], [])).toEqual([
      expect.objectContaining({ before: '{"enforcedFrom":"2025-01-01"}', after: null }),
    ]);
  });

  test('is the same under another name, with its fields in another order, and listed elsewhere', () => {
    const [a, b] = [
      { x: 1, y: 2 },
      { y: 2, x: 1 },
    ];
    const sales = enforcement(from2025, { orgUnit: 'sales' });
    const before = [enforcement(a), sales];
    expect(settingDrift(run, before, [sales, { ...enforcement(b), name: 'policies/2' }])).toEqual([]);
  });

  test('of a group is another than that of a unit', () => {
    const [event] = settingDrift(run, [], [enforcement(from2025, { group: 'contractors' })]);
    expect(event?.subject).toBe('2-step verification enforcement for group contractors');
  });

  test('that has two values in one place hides neither', () => {
    const both = [enforcement(from2025), enforcement(from2026)];
    expect(settingDrift(run, both, both.toReversed())).toEqual([]);
    for (const one of both) expect(settingDrift(run, both, [one])).toHaveLength(1);
  });

  test('that from now on asks more of people changes', () => {
    const plain = enforcement(from2025);
    const licensed = { ...plain, query: `${plain.query} && entity.licenses.exists(l, l == 'x')` };
    expect(settingDrift(run, [plain], [licensed]).map(({ after }) => after)).toEqual([
      null,
      '{"enforcedFrom":"2025-01-01"}',
    ]);
  });
});

describe('The order of settings', () => {
  const at = (orders: Readonly<Record<string, number | null>>) =>
    Object.entries(orders).map(([orgUnit, sortOrder]) => enforcement(from2025, { orgUnit, sortOrder }));

  test.each([
    ['all of them', { a: 1, b: 2, c: 3 }, { a: 101.5, b: 201.00034, c: 202 }],
    ['those of Google alone', { a: 0.1, b: 2 }, { a: 1.9, b: 2 }],
  ])('that are numbered anew, %s, with the same rank: nothing is told', (_name, before, after) => {
    expect(settingDrift(run, at(before), at(after))).toEqual([]);
  });

  test('of which one is put in between, or taken out: only that one is told', () => {
    const [two, three] = [at({ a: 1, c: 3 }), at({ a: 1, b: 2, c: 3 })];
    for (const [before, after] of [[two, three] as const, [three, two] as const])
      expect(settingDrift(run, before, after).map(({ subject }) => subject)).toEqual([
        '2-step verification enforcement for unit b',
      ]);
  });

  test('of which another goes first: told once, with both orders', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => `2-step verification enforcement for unit ${name}`);
    expect(settingDrift(run, at({ a: 1, b: 2, c: 3 }), at({ a: 2, b: 1, c: 3 }))).toEqual([
      expect.objectContaining({
        type: 'setting.changed',
        subject: '2-step verification enforcement, what goes first',
        before: `${b} > ${a}`,
        after: `${a} > ${b}`,
      }),
    ]);
    expect(settingDrift(run, at({ a: 1, b: 2, c: 3 }), at({ a: 3, b: 2, c: 3 }))).toEqual([
      expect.objectContaining({ before: `${c} > ${b} > ${a}`, after: `${a} = ${c} > ${b}` }),
    ]);
  });

  test('that is no longer told is told', () => {
    const [event] = settingDrift(run, at({ a: 1, b: 2 }), at({ a: 1, b: null }));
    expect(event?.after).toBe(
      '2-step verification enforcement for unit a ? 2-step verification enforcement for unit b',
    );
  });

  test('of one place: what goes first there counts, and nothing else', () => {
    const system = (value: object, sortOrder: number) =>
      enforcement(value, { name: 'policies/system', sortOrder, type: 'SYSTEM' });
    const admin = enforcement(from2025);
    expect(settingDrift(run, [system(from2026, 1), admin], [system(from2026, 1.5), admin])).toEqual([]);
    expect(settingDrift(run, [system(from2026, 1), admin], [admin])).toEqual([]);
    expect(settingDrift(run, [system(from2026, 1), admin], [system(from2026, 3), admin])).toEqual([
      expect.objectContaining({
        subject: '2-step verification enforcement for unit root',
        before: '{"enforcedFrom":"2025-01-01"}',
        after: '{"enforcedFrom":"2026-01-01"}',
      }),
    ]);
  });

  test('of other settings is none of theirs', () => {
    const grace = (sortOrder: number) =>
      policy('g', 'grace_period', { enrollmentGracePeriod: '0s' }, { sortOrder });
    expect(settingDrift(run, [...at({ a: 5 }), grace(1)], [...at({ a: 5 }), grace(9)])).toEqual([]);
  });
});
