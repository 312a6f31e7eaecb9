import type { OnePasswordEvent } from '../../../evidence/datasets/onepassword.ts';
import { besides, ending, isHarmless, outsiders, travelling, unsettling } from './action-texts.ts';
import {
  allKey,
  bornKey,
  type Fact,
  groupKey,
  type Kind,
  lifeKey,
  newcomerKey,
  pairKey,
  personKey,
  rightsKey,
  vaultKey,
} from './fact.ts';

/** Whoever reads of a doubt wants to look it up. */
function dated({ key, outcome, why }: Draft, timestamp: string): string | null {
  if (why === null || outcome !== 'unknown' || key === allKey) return why;
  return `${why} (event of ${timestamp.slice(0, 10)})`;
}

type Draft = Pick<Fact, 'key' | 'outcome' | 'why' | 'onlyHeld'>;
type Maker = (action: string, object: string, event: OnePasswordEvent) => readonly Draft[] | null;

/**
 * What an audit event says of memberships: nothing, something of its object, or, where its meaning is not known, that
 * everything may be otherwise. Its object and the second party are what service facts call them: of `uva` the vault and the
 * person, of `gva` the vault and the group, of `gm` the group and the person.
 */
export function factsOfEvent(event: OnePasswordEvent): readonly Fact[] {
  const { actorEmail, actorId, timestamp, uuid } = event;
  const about = { at: Date.parse(timestamp), event: uuid, by: actorEmail ?? actorId };
  return drafts(event).map((draft) => ({ ...draft, ...about, why: dated(draft, timestamp) }));
}

function drafts(event: OnePasswordEvent): readonly Draft[] {
  const { action, objectId, objectType, outside } = event;
  if (outside) return anything(event, 'somebody from outside the account did it');
  if (objectType === null || action === null) return anything(event, 'it does not say what was done');
  if (outsiders.has(objectType)) return anything(event, 'it is about somebody from outside the account');
  if (besides.has(objectType) || isHarmless(objectType, action)) return [];
  const maker = Object.hasOwn(makers, objectType) ? makers[objectType] : undefined;
  if (objectId === null || !maker || [objectId, event.auxId].some((id) => /\s/.test(id ?? '')))
    return anything(event, 'its meaning is not known');
  return maker(action, objectId, event) ?? anything(event, 'its meaning is not known');
}

const makers: Readonly<Record<string, Maker>> = {
  uva: (action, vault, event) => ofHolder('uva', action, vault, event),
  gva: (action, vault, event) => ofHolder('gva', action, vault, event),
  gm: (action, group, { auxId }) =>
    auxId === null ? null : plain(pairKey('gm', group, auxId), { join: 'has', leave: 'not' }, action),
  vault: (action, vault) => ofVault(action, vault),
  group: (action, group, event) => ofGroup(action, group, event),
  user: (action, person) => ofPerson(action, person),
  vaultkey: (action, _object, event) => ofKey(action, event),
  sa: (action, account) => ofServiceAccount(action, account),
  satoken: (_action, account) => doubt([personKey(account)], 'a token of this service account changed'),
  cred: (_action, account) => doubt([personKey(account)], 'a token of this service account changed'),
  ec: (_action, account) => doubt([personKey(account)], 'a token of this service account changed'),
};

function ofHolder(kind: Kind, action: string, vault: string, { auxId }: OnePasswordEvent) {
  if (auxId === null) return null;
  if (action === 'update')
    return doubt([rightsKey(kind, vault, auxId)], 'an event changed what it lets them do');
  return plain(pairKey(kind, vault, auxId), { grant: 'has', revoke: 'not' }, action);
}

function plain(
  key: string,
  outcomes: Readonly<Record<string, 'has' | 'not'>>,
  action: string,
): Draft[] | null {
  const outcome = Object.hasOwn(outcomes, action) ? outcomes[action] : undefined;
  return outcome === undefined ? null : [{ key, outcome, why: null }];
}

/** What a vault's maker, owners and administrators have of it from the start may be told by no event. */
function ofVault(action: string, vault: string): Draft[] | null {
  if (action === 'create')
    return [
      { key: lifeKey(vault), outcome: 'has', why: null },
      ...doubt([vaultKey(vault)], 'it is new, and no event shows who had it from the start'),
    ];
  return action === 'delete' ? ended([lifeKey(vault), vaultKey(vault)], 'the vault was deleted') : null;
}

function ofGroup(action: string, group: string, { actorId }: OnePasswordEvent): Draft[] | null {
  if (action === 'delete') return ended([lifeKey(group), groupKey(group)], 'the group was deleted');
  if (action !== 'create') return null;
  const maker = actorId === null ? [] : [pairKey('gm', group, actorId)];
  return [
    { key: lifeKey(group), outcome: 'has', why: null },
    ...doubt(maker, 'the maker of the group may be in it, and no event shows it'),
  ];
}

function ofPerson(action: string, person: string): Draft[] | null {
  const born: Draft = { key: bornKey(person), outcome: 'has', why: null };
  if (ending.has(action)) return ended([personKey(person)], `the account was ${pastOf(action)}`);
  if (travelling.has(action))
    return doubt([personKey(person)], 'is in travel mode, and may not open what they have').map((draft) => ({
      ...draft,
      onlyHeld: true as const,
    }));
  if (action === 'join')
    return [born, ...doubt([newcomerKey(person)], 'joined, and no event shows into which groups')];
  const why = unsettling.get(action);
  return why === undefined ? null : [born, ...doubt([personKey(person)], why)];
}

/** Which of an event's ids is the vault and which the person is not documented: it may be either. */
function ofKey(action: string, { auxId, objectId }: OnePasswordEvent): Draft[] {
  const ids = [objectId, auxId].filter((id) => id !== null);
  const why = action === 'replace' ? 'its keys were replaced' : 'its keys were changed in an unknown way';
  return doubt(
    ids.flatMap((id) => [vaultKey(id), personKey(id)]),
    why,
  );
}

function ofServiceAccount(action: string, account: string): Draft[] {
  if (action === 'delete') return ended([personKey(account)], 'the service account was deleted');
  return doubt([personKey(account)], 'no event shows which vaults this service account was given');
}

function doubt(keys: readonly string[], why: string): Draft[] {
  return keys.map((key) => ({ key, outcome: 'unknown', why }));
}

function ended(keys: readonly string[], why: string): Draft[] {
  return keys.map((key) => ({ key, outcome: 'not', why }));
}

function pastOf(action: string): string {
  return action === 'suspend' ? 'suspended' : 'deleted';
}

function anything({ action, objectType, timestamp }: OnePasswordEvent, why: string): Draft[] {
  const what = `an event of ${timestamp.slice(0, 10)} (${action ?? 'no action'} ${objectType ?? 'no object'})`;
  return doubt([allKey], `${what} may have changed anything: ${why}`);
}
