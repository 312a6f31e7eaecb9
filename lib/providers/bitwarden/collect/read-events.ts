import { type BitwardenEvent, eventsShownDays } from '../../../evidence/datasets/bitwarden.ts';
import { days } from '../../../evidence/day.ts';
import type { Problem } from '../../../evidence/problem.ts';
import type { ProviderRequest, Reading } from '../../reader.ts';
import { type Place, requestEvents, type TimeRange } from './requests.ts';
import { readEvent } from './schema.ts';

/** How far back the first night goes: as far as Bitwarden does where nobody says. */
const firstDays = 30;

/** Clients hand in what happened later, and try again until they can: so long is read again. */
const lateDays = 1;

/** What of the events is read, and whether it goes on where the last night ended. */
export interface EventsRange extends TimeRange {
  /** The end of the range that was last read whole; null on the first night. */
  readonly readUntil: string | null;
  /** Why something between may be missing; null where nothing is. */
  readonly gap: Problem | null;
}

export function eventsRange(continuation: Readonly<Record<string, string>> | null, now: Date): EventsRange {
  const until = Date.parse(continuation?.until ?? '');
  const readUntil = Number.isNaN(until) ? null : new Date(until).toISOString();
  const from = readUntil === null ? now.getTime() - days(firstDays) : until - days(lateDays);
  const oldest = now.getTime() - days(eventsShownDays);
  const start = new Date(Math.min(Math.max(from, oldest), now.getTime())).toISOString();
  return {
    start,
    end: now.toISOString(),
    readUntil,
    gap: readUntil !== null && until < oldest ? tooLong : null,
  };
}

const tooLong: Problem = {
  code: 'truncated',
  message: `Bitwarden shows ${eventsShownDays} days of events at a time, and the last night that read them completely is longer ago. What happened in between is missing.`,
};

/** Events of the range. A night that fails loses no place: the end of what was read whole is handed on first. */
export function* readEvents(place: Place, range: EventsRange): Reading<BitwardenEvent, ProviderRequest> {
  if (range.readUntil !== null) yield { source: { continuation: { until: range.readUntil } } };
  if (range.gap) yield { problem: range.gap };
  const seen = new Set<string>();
  let strange = 0;
  yield* requestEvents<BitwardenEvent>(place, range, function* (items) {
    const wrong: string[] = [];
    const read = items.flatMap((item) => readEvent(item, wrong) ?? []);
    strange += items.length - read.length + wrong.length;
    yield { records: numbered(read).filter((event) => isNew(event, seen)) };
  });
  if (strange > 0) yield { problem: notAsDocumented(strange) };
  yield { source: { continuation: { until: range.end } } };
}

/** Bitwarden gives events no id: those on a page that are the same in everything are counted. */
function numbered(page: readonly Omit<BitwardenEvent, 'ordinal'>[]): readonly BitwardenEvent[] {
  const counts = new Map<string, number>();
  return page.map((event) => {
    const text = JSON.stringify(event);
    const ordinal = counts.get(text) ?? 0;
    counts.set(text, ordinal + 1);
    const { actingUserId, collectionId, date, groupId, itemId, memberId, policyId, type } = event;
    return { actingUserId, collectionId, date, groupId, itemId, memberId, ordinal, policyId, type };
  });
}

/** The list grows at its head while it is read, so that a later page shows some of an earlier one again. */
function isNew(event: BitwardenEvent, seen: Set<string>): boolean {
  const before = seen.size;
  return seen.add(JSON.stringify(event)).size > before;
}

function notAsDocumented(count: number): Problem {
  const message = `Not as Bitwarden documents it: ${count} events without a kind or a time, which were left out, or with an id of the wrong type. The raw answers show what came.`;
  return { code: 'malformed', message };
}
