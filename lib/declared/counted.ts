import { memberCountOf, membersOf } from '../evidence/datasets/declared.ts';
import { isWhole } from '../evidence/document.ts';
import type { ControlInput } from '../judging/control.ts';
import type { ControlTotal, Counted } from '../judging/totals/control-total.ts';
import type { ProviderDeclaration } from './declaration.ts';

/** Where the provider counts its members by an answer of its own; none where it does not. */
export function memberTotal({
  id,
  members,
  title,
}: Pick<ProviderDeclaration, 'id' | 'members' | 'title'>): ControlTotal | undefined {
  if (!members.count) return undefined;
  return {
    dataset: memberCountOf(id),
    kind: 'independent',
    what: 'members',
    by: `${title}’s own count`,
    of: (input, connection) => membersCounted(input, connection, { id, title }),
  };
}

/**
 * The count comes before the list: whoever came in between is on the list alone, so that a longer list contradicts nothing. A
 * count of nobody is none: then the question was not understood, or the right to see them is missing.
 */
function membersCounted(
  { views }: Pick<ControlInput, 'views'>,
  connection: string,
  { id, title }: Pick<ProviderDeclaration, 'id' | 'title'>,
): Counted {
  const list = views(membersOf(id)).find(({ document }) => document.connection === connection);
  const count = views(memberCountOf(id)).find(({ document }) => document.connection === connection);
  const [record] = count && isWhole(count.document) ? count.records() : [];
  if (!list || !record) return { not: `${title} did not say how many members ${connection} has.` };
  const listed = list.document.population.records;
  const { counted } = record;
  if (counted === 0 && listed > 0)
    return { not: `${title} counts nobody in ${connection} and lists ${listed}, so its count is wrong.` };
  // Somebody gave us the key: one who may see nobody counts nobody, and lists nobody.
  if (counted === 0)
    return {
      not: `${title} counts nobody in ${connection}, where there must be somebody: the credential may see nobody.`,
    };
  const why = 'the list also has people who joined after the count';
  return {
    tallies: [{ stratum: 'members', counted, listed }],
    explanations: [{ stratum: 'members', upTo: Number.NEGATIVE_INFINITY, why }],
  };
}
