/** What CloudWatch says of an alarm. */
export const alarmStates = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;
export type AlarmState = (typeof alarmStates)[number];

/** An alarm that went from one state to another. */
export interface AlarmChange {
  readonly name: string;
  /** The alarm's own, which says what to do; null where it has none. */
  readonly description: string | null;
  /** When it went, RFC 3339: a message may be late, and come after that of a later change. */
  readonly at: string;
  readonly before: AlarmState;
  readonly after: AlarmState;
}

/**
 * What people are told of it; null where nothing began and nothing ended. A new alarm becomes `OK` without ever having been anything else,
 * and what is not known yet (`INSUFFICIENT_DATA`) is neither.
 */
export function alarmText({ name, description, at, before, after }: AlarmChange): string | null {
  const more = description ?? 'Its description is gone: look at it in CloudWatch.';
  if (after === 'ALARM' && before !== 'ALARM') return `Exhibit: the alarm ${name} began at ${at}. ${more}`;
  if (after === 'OK' && before === 'ALARM') return `Exhibit: the alarm ${name} ended at ${at}. ${more}`;
  return null;
}
