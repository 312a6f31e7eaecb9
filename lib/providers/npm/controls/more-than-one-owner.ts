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
import { normalAddress } from '../../../judging/people/address.ts';
import { peopleIfAny } from '../../../judging/people/directories.ts';
import type { People } from '../../../judging/people/people.ts';
import { ownerStatus } from './owner-people.ts';

interface Limit {
  readonly min: number;
}

/** Owners, and members whose role npm does not tell. */
interface Count {
  members: number;
  /** Logins by the person whose they are: the first of each. */
  readonly owners: Map<string, string>;
  /** Clauses: owners who do not count, and why. */
  readonly out: string[];
  /** Clauses: owners of whom it is not known whether they count. */
  readonly unclear: string[];
  /** Members whose role is not known and who, as owners, would count or might. */
  possible: number;
}

const namesShown = 20;

export const npmMoreThanOneOwner = defineControl({
  id: 'npm.more-than-one-owner',
  version: 2,
  title: 'The npm organization has more than one owner',
  meaning:
    'The npm organization has at least as many people as the limit says (two by default) among its owners, each counted once; leavers and shared accounts do not count.',
  fix: 'Make another trusted member an owner of the organization on npm; say whose the owners’ logins are under people.identities.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.15'], nist80053: ['AC-2'], cis: ['6.8'] },
  needs: [members, ...peopleIfAny],
  parameters: () => z.strictObject({ min: z._default(z.int().check(z.minimum(2)), 2) }),
  *evaluate(input: ControlInput<Limit>): Iterable<Assessment> {
    for (const view of input.views(members)) {
      const count = countOwners(view, input.people);
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

function countOwners(view: DatasetView<NpmMember>, people: People): Count {
  const { connection, provider } = view.document;
  const count: Count = { members: 0, owners: new Map(), out: [], unclear: [], possible: 0 };
  for (const { name, role } of view.records()) {
    count.members += 1;
    if (role !== null && role !== 'owner') continue;
    const whose = people.whose({ connection, provider, account: normalAddress(name), email: null });
    const status = ownerStatus(name, whose, people);
    if (role === null) count.possible += 'out' in status ? 0 : 1;
    else if ('out' in status) count.out.push(`${name} (${status.out})`);
    else if ('unclear' in status) count.unclear.push(`${name} (${status.unclear})`);
    else if (!count.owners.has(status.person)) count.owners.set(status.person, name);
    else count.out.push(`${name} (the same person as ${count.owners.get(status.person)})`);
  }
  return count;
}

function judge(count: Count, min: number, whole: boolean): Judgement {
  const seen = asText(count);
  const confirmed = count.owners.size;
  if (!whole) return { verdict: 'unknown', reason: `${seen} The list of members was incomplete.` };
  if (confirmed >= min) return { verdict: 'pass', reason: seen };
  if (confirmed + count.unclear.length + count.possible < min)
    return { verdict: 'fail', reason: `${seen} At least ${min} are needed.` };
  return { verdict: 'unknown', reason: `${seen} At least ${min} are needed, so these decide.` };
}

function asText({ owners, out, possible, unclear }: Count): string {
  const list = owners.size > 0 ? `: ${shortened([...owners.values()])}` : '';
  const sentences = [
    `${owners.size} ${owners.size === 1 ? 'owner' : 'owners'}${list}.`,
    out.length > 0 ? `Does not count: ${shortened(out)}.` : null,
    unclear.length > 0 ? `Not known to count: ${shortened(unclear)}.` : null,
    possible > 0 ? `The role of ${possible} more members is not known.` : null,
  ];
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

/** The reason need not name a thousand. */
function shortened(names: readonly string[]): string {
  const more = names.length > namesShown ? [`and ${names.length - namesShown} more`] : [];
  return [...names.slice(0, namesShown), ...more].join(', ');
}
