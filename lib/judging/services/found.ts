import {
  appGrants,
  type GoogleAppGrant,
  type GoogleSamlSignIn,
  samlSignIns,
} from '../../evidence/datasets/google-workspace.ts';
import type { ControlInput, DatasetView, Who } from '../control.ts';
import { whoOf } from '../judgement.ts';
import { normalAddress } from '../people/address.ts';
import { isSigningInOnly } from './scopes.ts';

/** Somebody who uses a service, as Google's logs have it. */
export interface ServiceUser {
  /** In comparable form; null where the log gave the person's id alone. */
  readonly email: string | null;
  /** Google's id of the person, or the address. */
  readonly id: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** A service that somebody is seen to use: an OAuth client, an application of the company's own SAML settings, or where a shared item leads. */
export interface FoundService extends Who {
  readonly kind: 'client' | 'saml' | 'item';
  readonly connection: string;
  /** Null for one that people sign in to by SAML, or that a shared item leads to. */
  readonly clientId: string | null;
  /** By the newest record. An OAuth client's author chose it; a SAML application's, the company's administrator. */
  readonly name: string;
  /** By id. */
  readonly users: readonly ServiceUser[];
  /** All that it is let in with now; null where that is not told of somebody, and where nothing is let in. */
  readonly scopes: readonly string[] | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Of one that shared items lead to: the vaults that they lie in. */
  readonly vaults?: readonly string[];
}

type Views = Pick<ControlInput, 'views'>;

/** Whether people sign in with it: an application that never asks who somebody is, with or without more, signs nobody in. */
export function signsIn({ kind, scopes }: Pick<FoundService, 'kind' | 'scopes'>): boolean {
  return kind === 'saml' || (scopes ?? []).some((scope) => isSigningInOnly([scope]));
}

/** Every service that is found in use, by what tells it from others. What everybody has ended is not in use. */
export function foundServices(input: Views): readonly FoundService[] {
  const found = [
    ...input.views(appGrants).flatMap(clientsIn),
    ...input.views(samlSignIns).flatMap(samlApplicationsIn),
  ];
  return found.sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** One person's grant of one application, over all nights. */
export interface Grant {
  readonly clientId: string;
  readonly user: ServiceUser;
  readonly app: string | null;
  readonly scopes: readonly string[] | null;
  readonly authorizedAt: string | null;
  readonly revokedAt: string | null;
}

/**
 * Whether nothing says that it was ended since it was let in. What was let in and ended at one moment counts as let in; what is
 * seen, and of which no end is seen, is in force whenever it was let in.
 */
export function isInForce({ authorizedAt, revokedAt }: Pick<Grant, 'authorizedAt' | 'revokedAt'>): boolean {
  if (typeof revokedAt !== 'string') return true;
  return typeof authorizedAt === 'string' && revokedAt <= authorizedAt;
}

/** Every night's part of the log, oldest first, tonight's last. */
export function* allNights<Row>(view: DatasetView<Row>): Iterable<Row> {
  yield* view.earlier('1970-01-01T00:00:00Z');
  yield* view.records();
}

/** The grants of a connection over all nights: each of one person and one client. */
export function grantsIn(view: DatasetView<GoogleAppGrant>): readonly Grant[] {
  const found = new Map<string, Grant>();
  for (const row of allNights(view)) {
    const key = appGrants.key(row);
    const before = found.get(key);
    found.set(key, before ? together(before, row) : grantOf(row));
  }
  return [...found.values()];
}

function grantOf({ app, authorizedAt, clientId, revokedAt, scopes, ...row }: GoogleAppGrant): Grant {
  return { app, authorizedAt, clientId, revokedAt, scopes, user: userOf(row) };
}

/** What was let in anew after it was ended has the new scopes alone. */
function together(before: Grant, row: GoogleAppGrant): Grant {
  const next = grantOf(row);
  const ended =
    before.revokedAt !== null && next.authorizedAt !== null && next.authorizedAt > before.revokedAt;
  return {
    app: next.app ?? before.app,
    authorizedAt: latest(before.authorizedAt, next.authorizedAt),
    clientId: before.clientId,
    revokedAt: latest(before.revokedAt, next.revokedAt),
    scopes: ended && !isInForce(before) ? next.scopes : union(before.scopes, next.scopes),
    user: sameUser(before.user, next.user),
  };
}

function clientsIn(view: DatasetView<GoogleAppGrant>): FoundService[] {
  const { connection } = view.document;
  const clients = Map.groupBy(grantsIn(view).filter(isInForce), ({ clientId }) => clientId);
  return [...clients].map(([clientId, grants]) => {
    const newest = grants.toSorted((a, b) => (a.user.lastSeen < b.user.lastSeen ? -1 : 1));
    const name = newest.findLast(({ app }) => app !== null)?.app ?? clientId;
    const scopes = grants.reduce<Grant['scopes']>((all, one) => union(all, one.scopes), []);
    return {
      ...whoOf(connection, `client/${clientId}`, name),
      ...seenOf(grants.map(({ user }) => user)),
      kind: 'client',
      connection,
      clientId,
      name,
      scopes,
    };
  });
}

function samlApplicationsIn(view: DatasetView<GoogleSamlSignIn>): FoundService[] {
  const { connection } = view.document;
  const applications = new Map<string, { name: string; users: Map<string, ServiceUser> }>();
  for (const row of allNights(view)) {
    const key = row.app.toLowerCase();
    const users = applications.get(key)?.users ?? new Map<string, ServiceUser>();
    applications.set(key, { name: row.app, users });
    const user = userOf(row);
    const before = users.get(user.id);
    users.set(user.id, before ? sameUser(before, user) : user);
  }
  return [...applications].map(([key, { name, users }]) => ({
    ...whoOf(connection, `saml/${key}`, name),
    ...seenOf([...users.values()]),
    kind: 'saml',
    connection,
    clientId: null,
    name,
    scopes: null,
  }));
}

function seenOf(all: readonly ServiceUser[]): Pick<FoundService, 'users' | 'firstSeen' | 'lastSeen'> {
  const users = all.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const firsts = users.map(({ firstSeen }) => firstSeen).sort();
  const lasts = users.map(({ lastSeen }) => lastSeen).sort();
  return { users, firstSeen: firsts[0] ?? '', lastSeen: lasts.at(-1) ?? '' };
}

function userOf({
  email,
  firstSeen,
  lastSeen,
  profileId,
}: Pick<GoogleSamlSignIn, 'email' | 'firstSeen' | 'lastSeen' | 'profileId'>): ServiceUser {
  const address = email === null ? null : normalAddress(email);
  return { email: address, id: profileId ?? address ?? '', firstSeen, lastSeen };
}

function sameUser(one: ServiceUser, other: ServiceUser): ServiceUser {
  const [older, newer] = one.lastSeen <= other.lastSeen ? [one, other] : [other, one];
  return {
    email: newer.email ?? older.email,
    id: one.id,
    firstSeen: one.firstSeen < other.firstSeen ? one.firstSeen : other.firstSeen,
    lastSeen: newer.lastSeen,
  };
}

function union(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  if (one === null || other === null) return null;
  return other.every((scope) => one.includes(scope)) ? one : [...new Set([...one, ...other])].sort();
}

function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
