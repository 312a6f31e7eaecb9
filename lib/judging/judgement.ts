import type { Assessment, Who } from './control.ts';

export type { Who } from './control.ts';

/** What a control says of one subject, before the subject is named. */
export type Judgement = Omit<Assessment, 'key' | 'subject'>;

/** A subject of one connection, by the provider's own id. */
export function whoOf(connection: string, id: string, subject: string): Who {
  return { key: `${connection}/${id}`, subject };
}

/** A subject whose name never changes: a connection, a dataset, a thing of which there is one. */
export function named(subject: string): Who {
  return { key: subject, subject };
}

export const pass: Judgement = { verdict: 'pass', reason: '' };

export function fail(reason: string): Judgement {
  return { verdict: 'fail', reason };
}

export function unknown(reason: string): Judgement {
  return { verdict: 'unknown', reason };
}
