import { describe, expect, test } from '@jest/globals';
import { lookUp } from '../../lib/declared/collect/look.ts';
import { readMember } from '../../lib/declared/collect/read-records.ts';
import { isJudged } from '../../lib/declared/controls/accounts.ts';
import type { ProviderDeclaration } from '../../lib/declared/declaration.ts';
import { fill } from '../../lib/declared/fill.ts';
import type { ListEndpoint } from '../../lib/declared/paging.ts';
import type { Member } from '../../lib/evidence/datasets/declared.ts';
import { recordings } from '../providers/recorded/declared.ts';

type Place = readonly (string | number)[];

/** What no vendor documents anywhere; of what is left out or null, some of it is documented. */
const garbage = [undefined, null, 42, -1, '', 'nobody knows', {}, [null], ['nobody knows']];

async function declarationOf(id: string): Promise<ProviderDeclaration> {
  const module: object = await import(`../../lib/providers/${id}/declaration.ts`);
  const [declaration] = Object.values(module).filter((one) => typeof one === 'object' && 'members' in one);
  return declaration;
}

function* placesIn(value: unknown, place: Place = []): Generator<Place> {
  if (place.length > 0) yield place;
  if (typeof value !== 'object' || value === null) return;
  for (const [name, one] of Object.entries(value))
    yield* placesIn(one, [...place, Array.isArray(value) ? Number(name) : name]);
}

function changed(value: unknown, [name, ...rest]: Place, to: unknown): unknown {
  if (name === undefined) return to;
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  const holder = copy as Record<string | number, unknown>;
  const found = changed(holder[name], rest, to);
  if (found === undefined && !Array.isArray(copy)) delete holder[name];
  else holder[name] = found;
  return copy;
}

/** The people of an answer, by id. */
function peopleIn(body: unknown, { items, says }: ListEndpoint, { members }: ProviderDeclaration) {
  const found = items === null ? body : typeof items === 'function' ? items(body) : lookUp(body, items);
  const listed: readonly unknown[] = Array.isArray(found) ? found : [];
  const read = listed.map((one) => readMember({ ...(one as object), ...says }, members, []));
  return new Map(read.flatMap((one) => (one ? [[one.id, one] as const] : [])));
}

function isBetter(member: Member, before: Member): boolean {
  const fields = ['mfaEnrolled', 'mfaEnforced', 'guest'] as const;
  return (
    (isJudged(before) && !isJudged(member)) ||
    fields.some((field) => before[field] !== true && member[field] === true)
  );
}

/** The answers that hold people, each with the list that it is of. */
async function* answersOf(id: string) {
  const declaration = await declarationOf(id);
  const { answers = {}, settings = {} } = recordings[id] ?? {};
  const keys: Readonly<Record<string, string | boolean>> = {
    server: 'https://gitlab.com',
    instance: false,
    ...(settings as object),
  };
  const { lists } = declaration.members;
  for (const list of typeof lists === 'function' ? lists(keys) : lists)
    for (const [address, body] of Object.entries(answers))
      if (address.startsWith(fill(list.ask.split('?')[0] ?? '', keys))) yield { body, declaration, list };
}

/** An answer with garbage at each of its places in turn. */
function* spoiled(body: unknown) {
  for (const place of placesIn(body))
    for (const to of garbage)
      yield { spoilt: changed(body, place, to), how: `${place.join('.')} ${JSON.stringify(to)}` };
}

describe('Whatever is said of a person that nobody documents, in any one place of an answer,', () => {
  test.each(Object.keys(recordings))('makes nobody of %s better, or absent', async (id) => {
    const better: string[] = [];
    let tried = 0;
    for await (const { body, declaration, list } of answersOf(id)) {
      const before = peopleIn(body, list, declaration);
      for (const { how, spoilt } of spoiled(body)) {
        const found = [...peopleIn(spoilt, list, declaration)].filter(([whose]) => before.has(whose));
        tried += found.length;
        const now = found.filter(([whose, member]) => isBetter(member, before.get(whose) as Member));
        better.push(...now.map(([whose]) => `${whose}: ${how}`));
      }
    }
    expect(better).toEqual([]);
    expect(tried).toBeGreaterThan(100);
  });
});
