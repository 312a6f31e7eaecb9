import * as z from 'zod/mini';
import { type GoogleUser, users as googleUsers } from '../../../evidence/datasets/google-workspace.ts';
import { type OnePasswordUser, users } from '../../../evidence/datasets/onepassword.ts';
import { isWhole } from '../../../evidence/document.ts';
import {
  type Assessed,
  type Assessment,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { named } from '../../../judging/judgement.ts';
import { addressesOf, normalAddress } from '../../../judging/people/address.ts';
import { identityLookup, type PersonOf } from '../../../judging/people/identities.ts';
import { peopleSource, standingOf, withoutSource } from '../../../judging/people/source.ts';
import { isActiveState } from './accounts.ts';

export const accountForEveryEmployee = defineControl({
  id: 'onepassword.account-for-every-employee',
  version: 1,
  title: 'Every employee has a 1Password account',
  meaning:
    'Every active person of the people source has an active 1Password account, under any of their addresses.',
  fix: 'Invite the person to 1Password, or reactivate their account; waive accounts that are not a person’s.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.17'], nist80053: ['IA-5'], cis: ['5.6'] },
  needs: [googleUsers, users],
  parameters: () => z.strictObject({}),
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessed> {
  const source = peopleSource(input);
  if (!source.view) return yield withoutSource(source.missing);
  const personOf = identityLookup(input.settings);
  const lists = input.views(users).map((view) => readList(view, personOf));
  for (const people of source.view.batches())
    yield people.filter(isEmployee).map((user) => assess(user, lists));
}

/** Somebody who is active, or of whom Google does not say that they are not. */
function isEmployee(user: GoogleUser): boolean {
  const standing = standingOf(user);
  return standing !== 'suspended' && standing !== 'archived';
}

/** The accounts of one connection by address. 1Password is the smaller side: held, while people stream by. */
interface AccountList {
  readonly connection: string;
  readonly whole: boolean;
  readonly states: ReadonlyMap<string, string | null>;
}

function readList(view: DatasetView<OnePasswordUser>, personOf: PersonOf): AccountList {
  const { connection, provider } = view.document;
  const states = new Map<string, string | null>();
  for (const { email, state } of view.records()) {
    const person = personOf(connection, provider, email);
    for (const address of new Set([normalAddress(email), person ?? '']))
      if (address !== '') states.set(address, better(states.get(address), state));
  }
  return { connection, whole: isWhole(view.document), states };
}

/** Of two accounts of one person: an active one counts, then one that may be. */
function better(before: string | null | undefined, now: string | null): string | null {
  return before === undefined || rank(now) > rank(before) ? now : before;
}

function rank(state: string | null): number {
  const active = isActiveState(state);
  return active === null ? 1 : active ? 2 : 0;
}

function assess(user: GoogleUser, lists: readonly AccountList[]): Assessment {
  const addresses = [...new Set(addressesOf(user))];
  const who = named(normalAddress(user.primaryEmail));
  const found = lists.flatMap(({ states }) =>
    addresses.flatMap((address) => {
      const state = states.get(address);
      return state === undefined ? [] : [{ address, state }];
    }),
  );
  if (found.some(({ state }) => isActiveState(state))) return { ...who, verdict: 'pass', reason: '' };
  const unknown = (reason: string): Assessment => ({ ...who, verdict: 'unknown', reason });
  if (found.some(({ state }) => isActiveState(state) === null))
    return unknown('1Password lists an account but does not say whether it is active.');
  const unseen = lists.find(
    ({ states, whole }) => !whole && addresses.some((address) => !states.has(address)),
  );
  if (unseen)
    return unknown(`No active account was seen, but ${unseen.connection} did not show every account.`);
  if (lists.length === 0) return unknown('The run holds no list of 1Password users.');
  if (standingOf(user) === null)
    return unknown('No active account, but Google does not say whether the person is suspended or archived.');
  const [account] = found;
  if (!account) return { ...who, verdict: 'fail', reason: 'Has no 1Password account.' };
  const reason = `Has a 1Password account (${account.address}), but it is ${(account.state ?? '').toLowerCase()}.`;
  return { ...who, verdict: 'fail', reason };
}
