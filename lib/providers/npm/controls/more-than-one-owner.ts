import * as z from 'zod/mini';
import { members, type NpmMember } from '../../../evidence/datasets/npm.ts';
import { isWhole } from '../../../evidence/document.ts';
import {
  type Assessment,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { type Judgement, whoOf } from '../../../judging/judgement.ts';

interface Limit {
  readonly min: number;
}

/** Owners, and members whose role npm does not tell. */
interface Count {
  members: number;
  owners: number;
  possible: number;
  /** The first of the owners; the reason need not name a thousand. */
  readonly names: string[];
}

const namesShown = 20;

export const npmMoreThanOneOwner = defineControl({
  id: 'npm.more-than-one-owner',
  version: 1,
  title: 'The npm organization has more than one owner',
  meaning: 'The npm organization has at least as many owners as the limit says (two by default).',
  fix: 'Make another trusted member an owner of the organization on npm.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.15'], nist80053: ['AC-2'], cis: ['6.8'] },
  needs: [members],
  parameters: () => z.strictObject({ min: z._default(z.int().check(z.minimum(2)), 2) }),
  *evaluate(input: ControlInput<Limit>): Iterable<Assessment> {
    for (const view of input.views(members)) {
      const count = countOwners(view);
      // Nobody at all is no population, which the caller answers for.
      if (count.members === 0) continue;
      const { connection, tenant } = view.document;
      const subject = (tenant?.name ?? connection).toLowerCase();
      yield {
        ...whoOf(connection, 'owners', subject),
        ...judge(count, input.parameters.min, isWhole(view.document)),
      };
    }
  },
});

function countOwners(view: DatasetView<NpmMember>): Count {
  const count: Count = { members: 0, owners: 0, possible: 0, names: [] };
  for (const { name, role } of view.records()) {
    count.members += 1;
    if (role === null) count.possible += 1;
    if (role !== 'owner') continue;
    count.owners += 1;
    if (count.names.length < namesShown) count.names.push(name);
  }
  return count;
}

function judge(count: Count, min: number, whole: boolean): Judgement {
  const seen = inWords(count);
  if (!whole) return { verdict: 'unknown', reason: `${seen} The list of members was not whole.` };
  if (count.owners >= min) return { verdict: 'pass', reason: seen };
  if (count.owners + count.possible < min)
    return { verdict: 'fail', reason: `${seen} At least ${min} are needed.` };
  return { verdict: 'unknown', reason: `${seen} At least ${min} are needed, so these decide.` };
}

function inWords({ owners, possible, names }: Count): string {
  const more = owners > names.length ? [`and ${owners - names.length} more`] : [];
  const list = owners > 0 ? `: ${[...names, ...more].join(', ')}` : '';
  const rest = possible > 0 ? ` Of ${possible} more members the role is not known.` : '';
  return `${owners} ${owners === 1 ? 'owner' : 'owners'}${list}.${rest}`;
}
