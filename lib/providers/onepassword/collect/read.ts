import type {
  OnePasswordAccess,
  OnePasswordEvent,
  OnePasswordUser,
  OnePasswordVault,
} from '../../../evidence/datasets/onepassword.ts';
import * as datasets from '../../../evidence/datasets/onepassword.ts';
import { days } from '../../../evidence/day.ts';
import { findCollectError, type Problem } from '../../../evidence/problem.ts';
import type { HandedOver } from '../../raw-entries.ts';
import {
  type ConnectionReader,
  type FileResponse,
  type ReaderInput,
  type Reading,
  reads,
} from '../../reader.ts';
import { type Returned, returnedIn } from '../membership/returned.ts';
import type { Baseline } from '../membership/state.ts';
import { withdrawnAtOnce } from '../membership/withdrawn-at-once.ts';
import { eventsBase, type OnePasswordSettings } from '../settings.ts';
import { ForeignAccountError, foreignIn, pathAccount } from './account.ts';
import { forward } from './forward.ts';
import { baselineOf, derivationOf, readDerivedAccess, readDerivedVaults, rowsOf } from './read-derived.ts';
import { feeds, readEvents } from './read-events.ts';
import { accessIn, openExport, readExportPart, vaultsIn } from './read-export.ts';
import { type Log, readLog, type Withdrawals } from './read-log.ts';
import { openSdk, readSdkAccess, readSdkVaults, type SdkListing, sdkSource } from './read-sdk.ts';
import { requestToken } from './request-token.ts';
import { isSdkFile, type OnePasswordRequest, requestUsers, usersScope } from './requests.ts';
import { parseEach, user } from './schema.ts';
import { partRead } from './vault-part.ts';

type Input = ReaderInput<OnePasswordSettings>;
type Read<Row> = Reading<Row, OnePasswordRequest>;

/** What datasets tell those that are read after them. */
interface Learned {
  /** When the export was made; undefined without one that can be read. */
  exportedAt: string | undefined;
  /** Everybody who has an account; null where that list is not whole. */
  users: readonly OnePasswordUser[] | null;
  /** Null until it was read. */
  log: Log | null;
  /** Null without a service account. */
  sdk: SdkListing | null;
}

/** The four datasets. Vaults and who has them come from the SDK or from an export. */
export function read(input: Input): ConnectionReader<OnePasswordRequest> {
  const learned: Learned = { exportedAt: undefined, users: null, log: null, sdk: null };
  const { source } = input.connection.settings;
  if (source === 'events') return readDerived(input, learned);
  const exported = source === 'export';
  const recorded = { open: exported ? openExport : openSdk };
  return [
    reads(datasets.users, () => readUsers(input)),
    reads(datasets.vaults, () => (exported ? readExportedVaults(input, learned) : readVaults()), recorded),
    reads(datasets.vaultAccess, () => (exported ? readExportedAccess(input) : readAccess()), recorded),
    reads(datasets.events, () => readAllEvents(input, learned)),
  ];
}

/** An export, and what the SDK was asked beside it. */
function openBoth(given: HandedOver): readonly FileResponse[] {
  return isSdkFile(given.file) ? openSdk(given) : openExport(given);
}

/** The log is read before the vaults, which follow from it. */
function readDerived(input: Input, learned: Learned): ConnectionReader<OnePasswordRequest> {
  const recorded = { open: openExport };
  const learn = (lists: SdkListing | null): void => {
    learned.sdk = lists;
  };
  const derivation = derivationOf(input, () => ({
    users: learned.users,
    sdk: learned.sdk,
    log: learned.log ?? { events: [], losses: ['tonight no events were read'], returned: [] },
  }));
  return [
    reads(datasets.users, () => readKnownUsers(input, learned)),
    reads(datasets.events, () => readFollowedEvents(input, learned), recorded),
    reads(datasets.vaults, () => readDerivedVaults(derivation, learn), { open: openBoth }),
    reads(datasets.vaultAccess, () => readDerivedAccess(derivation), recorded),
  ];
}

function* readKnownUsers(input: Input, learned: Learned): Read<OnePasswordUser> {
  const users: OnePasswordUser[] = [];
  let isWhole = true;
  const reading = readUsers(input);
  let step = reading.next();
  while (!step.done) {
    if ('records' in step.value) users.push(...step.value.records);
    if ('problem' in step.value) isWhole = false;
    step = yield* forward(step.value, reading);
  }
  learned.users = isWhole ? users : null;
}

function* readFollowedEvents(input: Input, learned: Learned): Read<OnePasswordEvent> {
  const { connection, needs } = input;
  const prior = needs.continuation(datasets.events.name);
  const facts = { principal: 'Events API token', scopes: feeds.map(({ name }) => name) };
  yield { source: { origin: 'api', ...facts, ...(prior ? { continuation: prior } : {}) } };
  const baseline = yield* readBaseline(input);
  const { users } = learned;
  const withdrawals = (events: readonly OnePasswordEvent[]): Withdrawals => ({
    found: withdrawnTonight(input, baseline, users, events),
    isConfirmed: users !== null,
  });
  const back = returnedTonight(input, users);
  learned.log = yield* readLog({ connection, needs }, prior, baseline?.at ?? null, back, withdrawals);
}

/** Held against tonight's list of users are tonight's events and those of nights without one; else the last list stands for it. */
function withdrawnTonight(
  { needs: { now, recalled } }: Input,
  baseline: Baseline | null,
  listed: readonly OnePasswordUser[] | null,
  events: readonly OnePasswordEvent[],
): readonly Returned[] {
  const { going, last } = recalled;
  const users = listed ?? (last && rowsOf<OnePasswordUser>(last));
  if (!users) return [];
  const after = (run: string): boolean => !last || Date.parse(run) > Date.parse(last.document.run);
  const isAudit = ({ feed }: OnePasswordEvent): boolean => feed === 'audit';
  const of = (nights: typeof going) =>
    nights.flatMap((night) => rowsOf<OnePasswordEvent>(night)).filter(isAudit);
  const fresh = [...of(going.filter(({ document }) => after(document.run))), ...events];
  return withdrawnAtOnce({ baseline, fresh, all: () => of(going), users, now: now.toISOString() });
}

/** None where there is no list of users to hold against another. */
function returnedTonight({ needs }: Input, users: readonly OnePasswordUser[] | null): readonly Returned[] {
  const { last } = needs.recalled;
  if (!last || !users) return [];
  const before = { at: last.document.run, users: rowsOf<OnePasswordUser>(last) };
  return returnedIn(before, { at: needs.now.toISOString(), users });
}

/** Null where there is no baseline that can be read; its own datasets say why. */
function* readBaseline(input: Input): Reading<never, OnePasswordRequest, Baseline | null> {
  let baseline: Baseline | null = null;
  try {
    yield* readExportPart(limitsOf(input), (content) => {
      baseline = baselineOf(content);
      return { rows: [], problems: [] };
    });
    return baseline;
  } catch (error) {
    if (!findCollectError(error)) throw error;
    return null;
  }
}

function* readUsers({ connection }: Input): Read<OnePasswordUser> {
  const tenant = { id: connection.settings.account, name: null };
  yield { source: { origin: 'api', tenant, principal: 'Users API client', scopes: [usersScope] } };
  let page = 0;
  let seen = 0;
  yield* requestUsers<OnePasswordUser>(connection, function* (users) {
    page += 1;
    seen += users.length;
    const { rows, problem } = parseEach(users, user, `page ${page}: users`);
    const other = foreignIn(users, connection.settings.account, pathAccount);
    if (other !== null) throw new ForeignAccountError('The list of users', other);
    yield { records: rows };
    if (problem) yield { problem };
  });
  if (seen === 0) yield { problem: nobody };
}

/** An account has an owner, whatever else it has. */
const nobody: Problem = {
  code: 'not-visible',
  message:
    'The 1Password Users API names nobody, and an account always has an owner. Check which account the client belongs to.',
};

function* readVaults(): Read<OnePasswordVault> {
  const part = yield* readSdkVaults();
  yield { source: sdkSource };
  yield* partRead(part);
}

function* readAccess(): Read<OnePasswordAccess> {
  const part = yield* readSdkAccess();
  yield { source: sdkSource };
  yield* partRead(part);
}

function* readExportedVaults(input: Input, learned: Learned): Read<OnePasswordVault> {
  const { source, ...part } = yield* readExportPart(limitsOf(input), vaultsIn);
  learned.exportedAt = source.exportedAt;
  yield { source };
  yield* partRead(part);
}

function* readExportedAccess(input: Input): Read<OnePasswordAccess> {
  const { source, ...part } = yield* readExportPart(limitsOf(input), accessIn);
  yield { source };
  yield* partRead(part);
}

export function limitsOf({ connection, needs }: Input) {
  const { account, maxAgeDays } = connection.settings;
  return { account, maxAgeDays, now: needs.now };
}

function* readAllEvents({ connection, needs }: Input, learned: Learned): Read<OnePasswordEvent> {
  const cursors = needs.continuation(datasets.events.name);
  // Before anything can fail: a night that reads nothing hands on what the night before left.
  const facts = { principal: 'Events API token', scopes: feeds.map(({ name }) => name) };
  yield { source: { origin: 'api', ...facts, ...(cursors ? { continuation: cursors } : {}) } };
  yield* requestToken(connection);
  const { now } = needs;
  const { account, region } = connection.settings;
  const base = eventsBase(region, connection.endpoint);
  yield* readEvents({ account, cursors, since: firstMoment(now, learned.exportedAt), now, base });
}

/** With an export, events from its moment on tell how it has changed since; else a day's. */
function firstMoment(now: Date, exportedAt: string | undefined): Date {
  const yesterday = now.getTime() - days(1);
  const made = Date.parse(exportedAt ?? '');
  // Neither an export without a date nor one of the future says where to begin.
  const from = made <= now.getTime() ? made : yesterday;
  return new Date(Math.max(from, now.getTime() - days(datasets.eventsRetentionDays)));
}
