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
