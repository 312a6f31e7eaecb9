import { type CustomEntry, customControl } from '../../../lib/controls/custom/custom-control.ts';
import type { AnyDataset } from '../../../lib/evidence/dataset.ts';
import { users } from '../../../lib/evidence/datasets/google-workspace.ts';
import { eachAssessment } from '../../../lib/judging/assessed.ts';
import type { Control, ControlInput } from '../../../lib/judging/control.ts';
import { datasetView } from '../../../lib/judging/dataset-view.ts';
import type { Said } from '../../judging/assess.ts';

export const now = new Date('2026-11-23T02:00:00Z');

const plain: CustomEntry = {
  id: 'acme.rule',
  title: 'The rule holds',
  meaning: null,
  fix: null,
  mappings: { soc2: [], iso27001: [], nist80053: [], cis: [] },
  for: null,
  must: 'record.active',
  subject: null,
};

/** A control over `google/users`, whose records are known by their id. */
export function control(changes: Partial<CustomEntry> = {}): Control {
  const key = ({ id }: { readonly id: string }): string => id;
  const source = { connection: 'google', dataset: { ...users, key, people: [] } as AnyDataset };
  return customControl({ ...plain, ...changes }, source);
}

/** What the control says of each record that it speaks of. */
export function* assess(changes: Partial<CustomEntry>, records: Iterable<object>): Iterable<Said> {
  const input: Partial<ControlInput> = {
    now,
    views: () => [datasetView({} as never, () => records) as never],
  };
  for (const { key: _, ...said } of eachAssessment(control(changes).evaluate(input as ControlInput)))
    yield said;
}

/** What the control says of one record; undefined when it does not speak of it. */
export function assessOne(changes: Partial<CustomEntry>, record: object): Said | undefined {
  return [...assess(changes, [{ id: 'r1', ...record }])][0];
}
