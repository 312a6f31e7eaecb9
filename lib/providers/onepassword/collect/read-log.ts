import { eventsRetentionDays, type OnePasswordEvent } from '../../../evidence/datasets/onepassword.ts';
import { days } from '../../../evidence/day.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { ReaderInput, Reading } from '../../reader.ts';
import { overlapMs, textOf } from '../membership/derive.ts';
import { type Returned, readReturned, returnedText } from '../membership/returned.ts';
import { eventsBase, type OnePasswordSettings } from '../settings.ts';
import { forward } from './forward.ts';
import { type EventsStart, feeds, readEvents } from './read-events.ts';
import { requestToken } from './request-token.ts';
import type { OnePasswordRequest } from './requests.ts';

type Input = ReaderInput<OnePasswordSettings>;
type Read<Result = void> = Reading<OnePasswordEvent, OnePasswordRequest, Result>;

/** What a night reads of the log, for what follows from it. */
export interface Log {
  /** Tonight's audit events, each once. */
  readonly events: readonly OnePasswordEvent[];
  /** Clauses: why events that a derivation needs may be missing. */
  readonly losses: readonly string[];
  /** Who came back into use since the baseline was begun, tonight included. */
  readonly returned: readonly Returned[];
}

/** Where a night's reading of audit events began and whether it is whole, handed on beside the cursors. */
const since = 'auditevents.since';
const read = 'auditevents.read';
const lost = 'auditevents.lost';
const returned = 'users.returned';

type Continuation = Readonly<Record<string, string>>;

/**
 * The feeds, read so that nothing since a baseline was begun is missing: on from the last cursor, or anew where that began
 * later. What was lost once stays lost until there is a baseline that was begun after it.
 * @param begun when the baseline was begun, RFC 3339; null without one
 * @param back who came back into use tonight, by the list of users
 * @param withdrawals who must have been out of use, by the events that were just read; `sure` where a list shows them in use again
 */
export function* readLog(
  { connection, needs }: Input,
  prior: Continuation | null,
  begun: string | null,
  back: readonly Returned[],
  withdrawals: (events: readonly OnePasswordEvent[]) => Withdrawals,
): Read<Log> {
  const base = eventsBase(connection.settings.region, connection.endpoint);
  const place = placeOf(prior ?? {}, begun === null ? null : Date.parse(begun) - overlapMs, needs.now);
  const losses: string[] = [...place.losses];
  const missing = yield* missingFeature(connection);
  if (missing) losses.push(missing);
  const continuation = { ...place.continuation };
  const before = [...readReturned(prior?.[returned]), ...back].filter(
    ({ backAt }) => begun === null || Date.parse(begun) <= Date.parse(backAt),
  );
  handOn(before, continuation);
  const report: EventsStart['report'] = (feed, what) => {
    if (feed !== 'auditevents') return;
    if (what === 'read') continuation[read] = needs.now.toISOString();
    else losses.push(what === 'lost' ? 'tonight events were lost' : 'tonight not all events were read');
    if (what === 'lost') continuation[lost] = needs.now.toISOString();
  };
  const { account } = connection.settings;
  const start = { account, cursors: place.continuation, since: place.from, now: needs.now, base, report };
  const events = yield* once(readEvents(start), continuation, () => report('auditevents', 'lost'));
  const { found, isConfirmed } = withdrawals(events);
  const all = [...before, ...found];
  handOn(isConfirmed ? all : before, continuation);
  yield { source: { continuation } };
  return { events, losses, returned: all };
}

/** Who lost all that they had at once and must have come back, or, where that is not sure, may have. */
export interface Withdrawals {
  readonly found: readonly Returned[];
  readonly isConfirmed: boolean;
}

function handOn(since: readonly Returned[], continuation: Record<string, string>): void {
  if (since.length > 0) continuation[returned] = returnedText(since);
  else delete continuation[returned];
}

interface Place {
  readonly continuation: Continuation;
  /** Where a feed without a cursor begins. */
  readonly from: Date;
  readonly losses: readonly string[];
}

function placeOf(prior: Continuation, needed: number | null, now: Date): Place {
  const oldest = now.getTime() - days(eventsRetentionDays);
  const yesterday = now.getTime() - days(1);
  const from = Math.max(oldest, Math.min(needed ?? yesterday, now.getTime()));
  const begins = Date.parse(prior[since] ?? '');
  const reaches = begins <= Math.max(from, needed ?? from);
  const continuation: Record<string, string> = { ...prior };
  if (!reaches || prior.auditevents === undefined) {
    delete continuation.auditevents;
    continuation[since] = new Date(from).toISOString();
  }
  // So long unread that 1Password let go of some.
  if (reaches && Date.parse(prior[read] ?? '') < oldest) continuation[lost] = now.toISOString();
  const gone = Date.parse(continuation[lost] ?? '');
  if (needed !== null && gone <= needed) delete continuation[lost];
  const losses = [
    ...(continuation[lost] ? [`events of before ${continuation[lost]} may be lost`] : []),
    ...(needed !== null && Date.parse(continuation[since] ?? '') > needed
      ? [`events are kept for ${eventsRetentionDays} days, and the baseline is older`]
      : []),
  ];
  return { continuation, from: new Date(from), losses };
}

/** That nothing happened says nothing where the token may not see what does. */
function* missingFeature(connection: Input['connection']): Read<string | null> {
  const features = yield* requestToken(connection);
  if (!features) return '1Password did not say what the token may see';
  if (features.includes('auditevents')) return null;
  const message = 'The Events API token lacks auditevents: it is not known who was given a vault.';
  yield { problem: { code: 'denied', message } };
  return 'the token may not see audit events';
}

/** Passes on what a reading says, but for events that came before and for its continuation, to which `beside` is added. */
function* once(
  reading: Reading<OnePasswordEvent, OnePasswordRequest>,
  beside: Record<string, string>,
  contradicted: () => void,
): Read<OnePasswordEvent[]> {
  const seen = new Map<string, OnePasswordEvent>();
  let step = reading.next();
  while (!step.done) {
    const { value } = step;
    if ('records' in value) {
      const fresh: OnePasswordEvent[] = [];
      for (const event of value.records) {
        const key = `${event.feed}/${event.uuid}`;
        const before = seen.get(key);
        if (!before) fresh.push(event);
        else if (event.feed === 'audit' && textOf(before) !== textOf(event)) {
          contradicted();
          yield { problem: oneId };
        }
        seen.set(key, before ?? event);
      }
      step = yield* forward({ records: fresh }, reading);
    } else if ('source' in value) {
      Object.assign(beside, cursorsIn(value.source.continuation ?? {}));
      step = yield* forward({ source: { ...value.source, continuation: { ...beside } } }, reading);
    } else step = yield* forward(value, reading);
  }
  return [...seen.values()].filter(({ feed }) => feed === 'audit');
}

/** Which of the two happened nobody can tell. */
const oneId: Problem = {
  code: 'malformed',
  message: '1Password auditevents: two different events have the same id. The second was left out.',
};

function cursorsIn(continuation: Continuation): Continuation {
  return Object.fromEntries(
    Object.entries(continuation).filter(([key]) => feeds.some(({ name }) => name === key)),
  );
}
