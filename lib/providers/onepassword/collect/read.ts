import type {
  OnePasswordAccess,
  OnePasswordEvent,
  OnePasswordUser,
  OnePasswordVault,
} from '../../../evidence/datasets/onepassword.ts';
import * as datasets from '../../../evidence/datasets/onepassword.ts';
import { days } from '../../../evidence/day.ts';
import type { Problem } from '../../../evidence/problem.ts';
import { type ConnectionReader, type ReaderInput, type Reading, reads } from '../../reader.ts';
import { eventsBase, type OnePasswordSettings } from '../settings.ts';
import { askUsers, type OnePasswordQuestion, usersScope } from './questions.ts';
import { feeds, readEvents } from './read-events.ts';
import { accessIn, openExport, readExportPart, vaultsIn } from './read-export.ts';
import { openSdk, readSdkAccess, readSdkVaults, sdkSource } from './read-sdk.ts';
import { parseEach, user } from './schema.ts';
import { told } from './vault-part.ts';

type Input = ReaderInput<OnePasswordSettings>;
type Read<Row> = Reading<Row, OnePasswordQuestion>;

/** What vaults tell of events. */
interface Learned {
  /** When the export was made; undefined without one that can be read. */
  exportedAt: string | undefined;
}

/** The four datasets. Vaults and who has them come from the SDK or from an export. */
export function read(input: Input): ConnectionReader<OnePasswordQuestion> {
  const learned: Learned = { exportedAt: undefined };
  const exported = input.connection.settings.source === 'export';
  const kept = { open: exported ? openExport : openSdk };
  return [
    reads(datasets.users, () => readUsers(input)),
    reads(datasets.vaults, () => (exported ? readExportedVaults(input, learned) : readVaults()), kept),
    reads(datasets.vaultAccess, () => (exported ? readExportedAccess(input) : readAccess()), kept),
    reads(datasets.events, () => readAllEvents(input, learned)),
  ];
}

function* readUsers({ connection }: Input): Read<OnePasswordUser> {
  const tenant = { id: connection.settings.account, name: null };
  yield { source: { origin: 'api', tenant, principal: 'Users API client', scopes: [usersScope] } };
  let page = 0;
  let seen = 0;
  yield* askUsers<OnePasswordUser>(connection, function* (users) {
    page += 1;
    seen += users.length;
    const { rows, problem } = parseEach(users, user, `page ${page}: users`);
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
  yield* told(part);
}

function* readAccess(): Read<OnePasswordAccess> {
  const part = yield* readSdkAccess();
  yield { source: sdkSource };
  yield* told(part);
}

function* readExportedVaults(input: Input, learned: Learned): Read<OnePasswordVault> {
  const { source, ...part } = yield* readExportPart(ageOf(input), vaultsIn);
  learned.exportedAt = source.exportedAt;
  yield { source };
  yield* told(part);
}

function* readExportedAccess(input: Input): Read<OnePasswordAccess> {
  const { source, ...part } = yield* readExportPart(ageOf(input), accessIn);
  yield { source };
  yield* told(part);
}

export function ageOf({ connection, needs }: Input) {
  return { maxAgeDays: connection.settings.maxAgeDays, now: needs.now };
}

function* readAllEvents({ connection, needs }: Input, learned: Learned): Read<OnePasswordEvent> {
  const cursors = needs.continuation(datasets.events.name);
  // Before anything can fail: a night that reads nothing hands on what the night before left.
  const facts = { principal: 'Events API token', scopes: feeds.map(({ name }) => name) };
  yield { source: { origin: 'api', ...facts, ...(cursors ? { continuation: cursors } : {}) } };
  const { now } = needs;
  const base = eventsBase(connection.settings.region, connection.endpoint);
  yield* readEvents({ cursors, since: firstMoment(now, learned.exportedAt), now, base });
}

/** With an export, events from its moment on tell how it has changed since; else a day's. */
function firstMoment(now: Date, exportedAt: string | undefined): Date {
  const yesterday = now.getTime() - days(1);
  const made = Date.parse(exportedAt ?? '');
  // Neither an export without a date nor one of the future says where to begin.
  const from = made <= now.getTime() ? made : yesterday;
  return new Date(Math.max(from, now.getTime() - days(datasets.eventsKeptDays)));
}
