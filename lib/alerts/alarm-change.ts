/** What CloudWatch says of an alarm. */
export const alarmStates = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;
export type AlarmState = (typeof alarmStates)[number];

/** An alarm that went from one state to another. */
export interface AlarmChange {
  readonly name: string;
  /** The alarm's own, which says what to do. */
  readonly description: string;
  readonly before: AlarmState;
  readonly after: AlarmState;
}

/**
 * What people are told of it; null where nothing began and nothing ended. A new alarm becomes `OK` without ever having been anything else,
 * and what is not known yet (`INSUFFICIENT_DATA`) is neither.
 */
export function alarmText({ name, description, before, after }: AlarmChange): string | null {
  if (after === 'ALARM' && before !== 'ALARM') return `Exhibit: the alarm ${name} began. ${description}`;
  if (after === 'OK' && before === 'ALARM') return `Exhibit: the alarm ${name} ended. ${description}`;
  return null;
}
