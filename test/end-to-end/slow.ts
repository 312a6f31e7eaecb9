import { setTimeout as wait } from 'node:timers/promises';
import type { Meddle } from './go-between.ts';

/** Takes its time before it answers. */
export function slow(ms: number): Meddle {
  return async (_question, answer) => {
    await wait(ms);
    return answer();
  };
}
