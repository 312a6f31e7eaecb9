import type { GitHubMember, GitHubOutsideCollaborator } from '../../evidence/records/github.ts';
import type { NpmMember } from '../../evidence/records/npm.ts';
import type { OnePasswordUser } from '../../evidence/records/onepassword.ts';
import type { SlackUser } from '../../evidence/records/slack.ts';
import type { ControlInput, DatasetView, Need } from '../control.ts';
import { isActiveState, isServiceAddress } from '../onepassword/accounts.ts';
import { subjectOf } from '../slack/accounts.ts';
import { normalAddress } from './address.ts';

/** One account as its service lists it. */
export interface ServiceAccount {
  /** What the service calls it: an address or a login, in comparable form. */
  readonly account: string;
  /** In comparable form; null where the service knows none. */
  readonly email: string | null;
  /** Null when the service does not say. */
  readonly active: boolean | null;
  /** False for service accounts and bots, which nobody signs in with. */
  readonly human: boolean;
}

interface Service {
  readonly provider: string;
  readonly dataset: string;
  readonly accounts: (view: DatasetView) => Iterable<ServiceAccount>;
}

/** Every list, beside the people source, whose accounts are joined with people. */
const services: readonly Service[] = [
  service<OnePasswordUser>('onepassword', 'users', ({ email, id, state }) => ({
    account: normalAddress(email) || id,
    email: normalAddress(email) || null,
    active: isActiveState(state),
    human: !isServiceAddress(email),
  })),
  service<GitHubMember>('github', 'members', githubAccount),
  service<GitHubOutsideCollaborator>('github', 'outside-collaborators', githubAccount),
  service<SlackUser>('slack', 'users', (user) => ({
    account: subjectOf(user),
    email: normalAddress(user.email ?? '') || null,
    active: user.deleted === null ? null : !user.deleted,
    human: user.isBot !== true,
  })),
  service<NpmMember>('npm', 'members', ({ name }) => ({
    account: normalAddress(name),
    email: null,
    active: true,
    human: true,
  })),
];

function githubAccount({ login, type }: Pick<GitHubMember, 'login' | 'type'>): ServiceAccount {
  return { account: login.toLowerCase(), email: null, active: true, human: type !== 'Bot' };
}

function service<Row>(provider: string, dataset: string, read: (row: Row) => ServiceAccount): Service {
  const accounts = function* (view: DatasetView): Iterable<ServiceAccount> {
    for (const row of (view as DatasetView<Row>).records()) yield read(row);
  };
  return { provider, dataset, accounts };
}

/** The lists of accounts that must be whole: an account that was not seen may be a leaver's. */
export const serviceNeeds: readonly Need[] = services.map(({ provider, dataset }) => {
  return { provider, dataset, ifConnected: true };
});

/** Why a control that joins people with accounts does not apply, or null when it does. */
export function joinApplies(connected: readonly string[]): string | null {
  if (!connected.includes('google-workspace'))
    return 'No Google Workspace is connected to know the people by.';
  if (services.some(({ provider }) => connected.includes(provider))) return null;
  return 'No other service is connected whose accounts could be compared with the people.';
}

/** The accounts that one connection lists. */
export interface AccountList {
  readonly connection: string;
  readonly provider: string;
  readonly accounts: Iterable<ServiceAccount>;
}

/** The lists of every connected service. */
export function accountLists(input: ControlInput<unknown>): readonly AccountList[] {
  return services.flatMap(({ accounts, dataset, provider }) =>
    input.datasets(provider, dataset).map((view) => {
      return { connection: view.document.connection, provider, accounts: accounts(view) };
    }),
  );
}
