import * as z from 'zod/mini';
import { ExhibitError } from '../../error.ts';
import { isInCalendar } from '../../evidence/day.ts';
import { withMessages } from '../../evidence/schema-messages.ts';

/** An event that a function cannot do anything with. The message names the field and quotes no value. */
export class EventError extends ExhibitError<'event'> {
  override readonly name = 'EventError';

  constructor(message: string, options?: ErrorOptions) {
    super('event', message, options);
  }
}

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A run's id: RFC 3339, UTC, whole seconds. */
export const runText = z
  .string()
  .check(
    z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'is not a time such as 2026-11-23T02:00:00Z'),
    z.refine(isTime, 'is not a time that exists'),
  );

/** Any RFC 3339 time. */
export const timeText = z
  .string()
  .check(z.regex(time, 'is not a time (RFC 3339)'), z.refine(isTime, 'is not a time that exists'));

/** Where the steps of an execution leave what came of it. */
export const nightText = z
  .string()
  .check(
    z.regex(
      /^runs\/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\/[0-9a-f-]{36}$/,
      'is not what the function plan gave as `night`',
    ),
  );

export const name = z.string().check(z.minLength(1), z.maxLength(256));

/** Checks an event, and throws `EventError` with everything that is wrong with it. Keys that are not known are left alone. */
export function readEvent<Event>(of: string, event: unknown, shape: z.ZodMiniType<Event>): Event {
  const { data, error } = shape.safeParse(event, withMessages);
  if (!error) return data;
  const faults = error.issues.map(({ message, path }) => `${path.join('.') || 'the event'}: ${message}`);
  throw new EventError(`The event of the function ${of} cannot be used. ${faults.join('; ')}.`);
}

function isTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text)) && isInCalendar(text);
}
