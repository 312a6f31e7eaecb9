/** A membership: a person's (`uva`) or a group's (`gva`) of a vault, or a person's of a group (`gm`), as 1Password's events call them. */
export type Kind = 'uva' | 'gva' | 'gm';

/** What a fact comes to: somebody has it, has it not, or it cannot be told from then on. */
export type Outcome = 'has' | 'not' | 'unknown';

/** Something that happened, as far as it bears on who has what. It counts for everything under its key that is not younger. */
export interface Fact {
  /** What it bears on, as `keyOf` and its neighbours make it. */
  readonly key: string;
  readonly outcome: Outcome;
  /** Milliseconds since 1970, by 1Password's clock. */
  readonly at: number;
  /** The event's id; null where no event says so. */
  readonly event: string | null;
  /** Who did it: an address, or an id where none is told. */
  readonly by: string | null;
  /** A clause: why it cannot be told, or what ended it beside an event of its own; null of what an event says plainly. */
  readonly why: string | null;
  /** Of `unknown`: whether it only casts doubt on what somebody had, and brings nothing new. */
  readonly onlyHeld?: true;
}

/** One membership. */
export const pairKey = (kind: Kind, of: string, who: string): string => `${kind} ${of} ${who}`;
/** Every membership of a vault. */
export const vaultKey = (vault: string): string => `vault ${vault}`;
/** Every membership of a group: who is in it, and what it has. */
export const groupKey = (group: string): string => `group ${group}`;
/** Every membership of a person. */
export const personKey = (person: string): string => `person ${person}`;
/** A person's memberships of the groups that 1Password may put people into by itself. */
export const newcomerKey = (person: string): string => `newcomer ${person}`;
/** What a membership of a vault lets its holder do. */
export const rightsKey = (kind: Kind, of: string, who: string): string => `rights ${pairKey(kind, of, who)}`;
/** Whether a vault or a group is there. */
export const lifeKey = (id: string): string => `life ${id}`;
/** Whether an account began since. */
export const bornKey = (person: string): string => `born ${person}`;
/** Everything. */
export const allKey = 'all';
