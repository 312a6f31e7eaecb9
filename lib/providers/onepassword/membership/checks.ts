import type { OnePasswordEvent, OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import { isActiveState } from '../../../evidence/datasets/onepassword-states.ts';
import { allKey, bornKey, type Fact, lifeKey, personKey } from './fact.ts';
import { type Facts, factsByKey, settle } from './register.ts';
import type { Roster } from './roster.ts';
import type { Baseline } from './state.ts';

/** What is held against what was derived: newer than any event. */
const now = Number.POSITIVE_INFINITY;

/** Everybody who has an account tonight, or had one on an earlier night. */
export interface Listed {
  /** When an earlier night's list was read, in milliseconds since 1970; null of tonight's. */
  readonly at: number | null;
  readonly users: readonly OnePasswordUser[];
  /** Ids of those whom the baseline or an event names as well. */
  readonly known: ReadonlySet<string>;
}

/**
 * Whoever the list of users knows otherwise than the events do is in doubt: an event is late, or was lost. A list of an earlier
 * night is held against the events until then, so that a doubt does not end with a night that has no list; a baseline that was
 * begun after it says more.
 */
export function againstUsers(
  all: Facts,
  { people }: Roster,
  baseline: Baseline,
  { at, known, users }: Listed,
): readonly Fact[] {
  const from = Date.parse(baseline.at);
  if (at !== null && at < from) return [];
  const facts = at === null ? all : factsByKey([...all.values()].flat().filter((fact) => fact.at <= at));
  const doubtOf = (id: string, why: string): Fact => {
    return { key: personKey(id), outcome: 'unknown', at: at ?? now, event: null, by: null, why };
  };
  const listed = new Map(
    users.flatMap(
      (user) =>
        [
          [user.id, user],
          [addressOf(user.email), user],
        ] as const,
    ),
  );
  const doubts = [...people].flatMap(([id, { email, kind, state }]) => {
    if (kind === 'service') return [];
    const user = listed.get(id) ?? listed.get(addressOf(email));
    const isOut = user ? isActiveState(user.state) === false : true;
    const derived = settle(facts, [personKey(id)], true, { from });
    if (derived.outcome === 'not' && !isOut)
      return [
        doubtOf(
          id,
          `${derived.fact?.why}, and its state in the list of users is ${user?.state ?? 'not known'}`,
        ),
      ];
    if (derived.outcome !== 'has' || isActiveState(state) === false || !isOut) return [];
    // Who was suspended before the baseline and has nothing in it was never derived to be there.
    if (!known.has(id)) return [];
    return [
      doubtOf(id, `its state in the list of users is ${user?.state ?? 'gone'}, and no event explains it`),
    ];
  });
  const unheard = users.filter(
    ({ createTime, id }) => Date.parse(createTime ?? '') > from && !facts.has(bornKey(id)),
  );
  return [...doubts, ...unheard.map(({ id }) => doubtOf(id, 'the account is new, and no event shows it'))];
}

function addressOf(email: string | null): string {
  return email?.trim().toLowerCase() ?? '';
}

/** What is in the baseline, and who else has an account. */
export interface KnownIds {
  readonly groups: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

/**
 * What proves that the baseline did not hold everything: an event after it about a vault or a group that is not in it and was
 * not made since, or about somebody who is nowhere.
 */
export function partialBaseline(
  facts: Facts,
  baseline: Baseline,
  events: readonly OnePasswordEvent[],
  { groups, people }: KnownIds,
): readonly Fact[] {
  const vaults = new Set(baseline.vaults.map(({ id }) => id));
  const isVault = (id: string): boolean => vaults.has(id) || facts.has(lifeKey(id));
  const isGroup = (id: string): boolean => groups.has(id) || facts.has(lifeKey(id));
  const isListed = (id: string): boolean => people.has(id) || facts.has(bornKey(id));
  // An account that has ended since stands in no list tonight, and need not have had a vault before.
  const isPerson = (id: string): boolean => isListed(id) || facts.has(personKey(id));
  const from = Date.parse(baseline.at);
  return events.flatMap((event) => {
    if (Date.parse(event.timestamp) < from) return [];
    const { group, key, person, vault } = namedIn(event);
    const what =
      (vault !== null && !isVault(vault) && `the vault ${vault}`) ||
      (group !== null && !isGroup(group) && `the group ${group}`) ||
      (person !== null && !isPerson(person) && `the account ${person}`) ||
      (key.length > 0 && !key.some((id) => isVault(id) || isListed(id)) && `the key of ${key.join(' and ')}`);
    if (!what) return [];
    const why = `an event of ${event.timestamp.slice(0, 10)} names ${what}, which is not in the baseline: the baseline is incomplete`;
    return [{ key: allKey, outcome: 'unknown', at: now, event: event.uuid, by: null, why } as const];
  });
}

/** What an event names that must be in a whole baseline. */
interface Named {
  readonly vault: string | null;
  readonly group: string | null;
  readonly person: string | null;
  /** Which of these is the vault and which the person is not documented. */
  readonly key: readonly string[];
}

const nothing: Named = { vault: null, group: null, person: null, key: [] };

/** A vault that only its maker was seen to give themselves is a private one; of one that was deleted nothing is left. */
function namedIn({ action, actorId, auxId, objectId, objectType }: OnePasswordEvent): Named {
  switch (objectType) {
    case 'uva':
      return { ...nothing, vault: auxId !== null && auxId === actorId ? null : objectId, person: auxId };
    case 'gva':
      return { ...nothing, vault: objectId, group: auxId };
    case 'gm':
      return { ...nothing, group: objectId, person: auxId };
    case 'vault':
      return { ...nothing, vault: action === 'create' || action === 'delete' ? null : objectId };
    case 'group':
      return { ...nothing, group: action === 'create' || action === 'delete' ? null : objectId };
    case 'vaultkey':
      return { ...nothing, key: [objectId, auxId].filter((id) => id !== null) };
    default:
      return nothing;
  }
}
