import { domainOf } from '../../judging/people/address.ts';
import { listNames } from '../../judging/people/names.ts';
import type { LastDay, People, Whose } from '../../judging/people/people.ts';

/** Whose an account is, as the people source has it. */
export type Owner =
  | { readonly kind: 'shared'; readonly name: string }
  /** Somebody who works here. */
  | { readonly kind: 'known'; readonly person: string }
  /** Somebody who left; `how` says who says so, and where people source and file of leavers differ. */
  | {
      readonly kind: 'left';
      readonly person: string;
      readonly how: string;
      /** Their last day, where it is over; null where no file tells it. */
      readonly lastDay: LastDay | null;
    }
  /** Nobody of the source, now or, as far as can be seen, before. */
  | { readonly kind: 'stranger'; readonly person: string }
  | { readonly kind: 'unclear'; readonly person: string | null; readonly reason: string };

/** An account of which it is asked whose it is. */
export interface Belonging {
  readonly connection: string;
  readonly whose: Whose;
  /** Why it may not be the person's that it seems to be; null where it surely is. */
  readonly twin: string | null;
}

/**
 * Whose an account is. Whoever is gone by the people source or according to the file of leavers has left: where only one of the two
 * says so, it is said, and the stricter counts.
 *
 * An address that is in no whole list of the source is taken for a leaver's when it is the company's (its domain is
 * in the source) or is mapped to a person; any other is a stranger's.
 */
export function ownerOf(belonging: Belonging, people: People, now: Date): Owner {
  const owner = ownerBySource(belonging, people);
  if (owner.kind === 'shared' || owner.person === null || belonging.whose.kind === 'several') return owner;
  const lastDay = people.lastDay(owner.person);
  const isOver = lastDay !== null && lastDay.end <= now;
  if (owner.kind === 'left') {
    const how = `${owner.how}${differenceText(people, lastDay, isOver)}`;
    return { ...owner, how, lastDay: isOver ? lastDay : null };
  }
  if (!isOver) return owner;
  const seen = seenText(owner, belonging.whose, people);
  const how = `gone since ${lastDay.day} according to the file of leavers${seen}`;
  return { kind: 'left', person: owner.person, how, lastDay };
}

/** What the file of leavers says of somebody whom the people source shows as gone, where the two do not agree. */
function differenceText({ hasLeavers }: People, lastDay: LastDay | null, isOver: boolean): string {
  if (!hasLeavers) return '';
  if (lastDay === null) return ' (the file of leavers does not name them)';
  return isOver
    ? ` (last day ${lastDay.day})`
    : ` (the file of leavers says that they stay until ${lastDay.day})`;
}

/** What the people source says of somebody who left according to the file of leavers. */
function seenText({ kind }: Owner, whose: Whose, { name }: People): string {
  if (kind === 'known') return `, and still active in ${name}`;
  return kind === 'stranger' ? '' : whose.kind === 'person' ? `, and unclear in ${name}` : '';
}

function ownerBySource({ connection, twin, whose }: Belonging, people: People): Owner {
  const unclear = (person: string | null, reason: string): Owner => ({ kind: 'unclear', person, reason });
  switch (whose.kind) {
    case 'shared':
      return { kind: 'shared', name: whose.name };
    case 'untold':
      return unclear(null, noAddressText(connection));
    case 'several':
      return unclear(whose.address, severalText(whose.address, whose.who));
    case 'nobody':
      return ownerUnseen(whose, people);
    case 'person': {
      const { address } = whose;
      const { source, status } = whose.person;
      if (status === null)
        return unclear(address, `${source} does not say whether ${address} is suspended or archived.`);
      if (status !== 'active' && status !== 'invited')
        return { kind: 'left', person: address, how: `${status} in ${source}`, lastDay: null };
      return twin === null ? { kind: 'known', person: address } : unclear(address, twin);
    }
  }
}

function ownerUnseen(
  { address, identified, confirmed }: Extract<Whose, { kind: 'nobody' }>,
  { domains, name }: People,
): Owner {
  if (!confirmed) {
    const reason = `${address} was not found in ${name}, which did not show everybody.`;
    return { kind: 'unclear', person: address, reason };
  }
  if (!identified && !domains.has(domainOf(address))) return { kind: 'stranger', person: address };
  return { kind: 'left', person: address, how: `not, or no longer, in ${name}`, lastDay: null };
}

/** Whose an account is, in a few words, as a finding holds it beside what was expected. */
export function ownerText(whose: Whose, { name }: Pick<People, 'name'>): string {
  switch (whose.kind) {
    case 'shared':
      return `the shared account “${whose.name}”`;
    case 'untold':
      return 'no address';
    case 'several':
      return `${whose.address}, claimed by ${listNames(whose.who)}`;
    case 'nobody':
      return `${whose.address}, ${whose.confirmed ? 'not in' : 'not found in'} ${name}`;
    case 'person': {
      const { address, source, status } = whose.person;
      return `${address}, ${status ?? 'not known whether active'} in ${source}`;
    }
  }
}

/** Of an account without an address. */
export function noAddressText(connection: string): string {
  return `${connection} gives no address for this account: say whose it is under people.identities.`;
}

/** Of an address that several people answer to. */
export function severalText(address: string, who: readonly string[]): string {
  return `${address} is claimed by ${listNames(who)}: say whose it is under people.identities.`;
}
