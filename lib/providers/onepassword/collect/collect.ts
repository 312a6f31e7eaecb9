import type { OnePasswordEvent, OnePasswordUser } from '../../../evidence/datasets/onepassword.ts';
import * as datasets from '../../../evidence/datasets/onepassword.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { CollectSession, DatasetSink } from '../../provider.ts';
import { eventsBase, type OnePasswordSettings, usersBase } from '../settings.ts';
import { vaultSource } from './choose-source.ts';
import { type UsersApi, userPages, usersScope } from './client.ts';
import { type Credential, need, readCredential, secretsOf } from './credential.ts';
import { collectEvents, eventsApi, feeds, keptDays } from './events.ts';
import { parseEach, user } from './schema.ts';
import type { CreateClient } from './sdk.ts';
import type { Part, VaultSnapshot, VaultSource } from './vault-source.ts';

export type Session = CollectSession<OnePasswordSettings>;

const hourMs = 3_600_000;
/** A thousand vaults with the same fault need not be named one by one. */
const shownProblems = 10;

/** Collects the four datasets, each on its own. The snapshot of vaults is read once and feeds two of them. */
export async function collect(session: Session, createClient: CreateClient): Promise<void> {
  const snapshot = once(vaultSource(session, () => credentialOf(session), createClient));
  await session.dataset(datasets.users, (sink) => collectUsers(session, sink));
  await session.dataset(datasets.vaults, (sink) =>
    keepPart(session, sink, snapshot, (whole) => whole.vaults),
  );
  await session.dataset(datasets.vaultAccess, (sink) =>
    keepPart(session, sink, snapshot, (whole) => whole.access),
  );
  await session.dataset(datasets.events, (sink) => collectAllEvents(session, sink, snapshot));
}

/** Reads the credential and makes its secrets known to the sink. Throws `not-configured` or `unauthenticated`. */
export function credentialFor(session: Session, sink: DatasetSink<never>): Credential {
  const credential = credentialOf(session);
  for (const secret of secretsOf(credential)) sink.secret(secret);
  return credential;
}

/** The Users API of this connection. Throws `not-configured` or `unauthenticated`. */
export function usersApi(session: Session, sink: DatasetSink<never>): UsersApi {
  const { settings, endpoint } = session.connection;
  const given = need(credentialFor(session, sink), 'users', ['usersClientId', 'usersClientSecret']);
  return {
    base: usersBase(settings.region, endpoint),
    account: settings.account,
    clientId: given.usersClientId,
    clientSecret: given.usersClientSecret,
    fetch: sink.fetch,
    secret: (value) => sink.secret(value),
  };
}

/** The Events API of this connection. Throws `not-configured` or `unauthenticated`. */
export function eventsApiOf(session: Session, sink: DatasetSink<never>) {
  const { settings, endpoint } = session.connection;
  const { eventsToken } = need(credentialFor(session, sink), 'events', ['eventsToken']);
  return eventsApi(eventsBase(settings.region, endpoint), eventsToken, sink.fetch);
}

async function collectUsers(session: Session, sink: DatasetSink<OnePasswordUser>): Promise<void> {
  sink.source({
    origin: 'api',
    tenant: { id: session.connection.settings.account, name: null },
    principal: 'Users API client',
    scopes: [usersScope],
  });
  let page = 0;
  let seen = 0;
  for await (const { users } of userPages(usersApi(session, sink))) {
    page += 1;
    const { rows, problem } = parseEach(users, user, `page ${page}: users`);
    seen += users.length;
    await sink.add(rows);
    if (problem) sink.fault(problem);
  }
  if (seen === 0) sink.fault(nobody);
}

/** An account has an owner, whatever else it has. */
const nobody: Problem = {
  code: 'not-visible',
  message:
    'The 1Password Users API names nobody, and an account always has an owner. Check which account the client belongs to.',
};

async function keepPart<Row extends object>(
  session: Session,
  sink: DatasetSink<Row>,
  snapshot: VaultSource,
  part: (whole: VaultSnapshot) => Part<Row>,
): Promise<void> {
  // An export needs no credential, so one that cannot be read is no reason to leave the export aside.
  if (session.connection.settings.source === 'sdk') credentialFor(session, sink);
  const whole = await snapshot();
  const { kept, rows, problems } = part(whole);
  sink.source(whole.source);
  for (const file of kept) await sink.keepExport({ ...file });
  await sink.add(rows);
  for (const problem of problems.slice(0, shownProblems)) sink.fault(problem);
  const others = problems.slice(shownProblems);
  if (others[0])
    sink.fault({ code: others[0].code, message: `1Password: and ${others.length} more such problems.` });
}

async function collectAllEvents(
  session: Session,
  sink: DatasetSink<OnePasswordEvent>,
  snapshot: VaultSource,
): Promise<void> {
  const { needs } = session;
  const cursors = needs.continuation(datasets.events.name);
  // Before anything can fail: a night that reads nothing hands on what the night before left.
  sink.source({
    origin: 'api',
    principal: 'Events API token',
    scopes: feeds.map(({ name }) => name),
    ...(cursors ? { continuation: cursors } : {}),
  });
  const api = eventsApiOf(session, sink);
  const since = await firstNight(session, snapshot);
  await collectEvents(api, { cursors, since, now: needs.now }, sink);
}

/** With an export, events from its moment on tell how it has changed since; else a day's. */
async function firstNight(session: Session, snapshot: VaultSource): Promise<Date> {
  const now = session.needs.now.getTime();
  const yesterday = now - 24 * hourMs;
  if (session.connection.settings.source !== 'export') return new Date(yesterday);
  const exportedAt = await snapshot().then(
    (whole) => Date.parse(whole.source.exportedAt ?? ''),
    () => Number.NaN,
  );
  // Neither an export without a date nor one of the future says where to begin.
  const from = exportedAt <= now ? exportedAt : yesterday;
  return new Date(Math.max(from, now - keptDays * 24 * hourMs));
}

function credentialOf(session: Session): Credential {
  return readCredential(session.connection.credential);
}

/** One reading, however often it is asked for; its failure is shared too. */
function once(source: VaultSource): VaultSource {
  let reading: Promise<VaultSnapshot> | undefined;
  return () => {
    reading ??= source();
    return reading;
  };
}
