import * as z from 'zod/mini';
import { type AlarmChange, alarmStates } from '../../alerts/alarm-change.ts';
import type { LambdaContext } from './call.ts';
import { name, readEvent, timeText } from './event.ts';
import type { AlarmOutput } from './events.ts';

/** An event of CloudWatch's on the account's own bus: an alarm went from one state to another. */
export interface AlarmEvent {
  /** The same for the same change, however often it is delivered. */
  readonly id: string;
  readonly change: AlarmChange;
}

const state = z.object({ value: z.enum(alarmStates) });
// docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
const shape = z.object({
  id: z.string().check(z.regex(/^[\w-]{1,64}$/, 'is not the id of an event')),
  time: timeText,
  source: z.literal('aws.cloudwatch'),
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  detail: z.object({
    alarmName: name,
    // Somebody may have taken its words away: it is told all the same.
    configuration: z.optional(z.object({ description: z.optional(z.string()) })),
    state,
    previousState: state,
  }),
});

/** Whether something is an event of a bus, of whatever kind, and no step of a night. */
export function isOfABus(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'detail-type' in event;
}

/** A function that tells of nights, and of alarms. What comes back depends on what is asked. */
export interface TellingHandler<Night, Output> {
  (event: Night, context?: LambdaContext): Promise<Output>;
  /** @param event as EventBridge gives it */
  (event: { readonly 'detail-type': string }, context?: LambdaContext): Promise<AlarmOutput>;
}

/**
 * Throws `EventError` for everything that is no change of an alarm's state.
 * @param of the function that was handed it
 */
export function readAlarmEvent(of: string, event: unknown): AlarmEvent {
  const { id, detail, time } = readEvent(of, event, shape);
  const { alarmName, configuration, previousState, state: now } = detail;
  const description = configuration?.description?.trim() || null;
  const states = { before: previousState.value, after: now.value };
  return { id, change: { name: alarmName, description, at: time, ...states } };
}
