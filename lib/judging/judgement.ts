import type { Assessment } from './control.ts';

/** What a control says of one subject, before the subject is named. */
export type Judgement = Omit<Assessment, 'subject'>;

export const pass: Judgement = { verdict: 'pass', reason: '' };

export function fail(reason: string): Judgement {
  return { verdict: 'fail', reason };
}

export function unknown(reason: string): Judgement {
  return { verdict: 'unknown', reason };
}
