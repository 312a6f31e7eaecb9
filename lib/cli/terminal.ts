import type { Verdict } from '../judging/control.ts';
import { painter } from './text.ts';

/** Where a command writes, and whether it speaks to a person or to a program. */
export interface Terminal {
  /** Standard output: what was asked for. */
  readonly out: (text: string) => void;
  /** Standard error: everything else. */
  readonly err: (text: string) => void;
  readonly paint: ReturnType<typeof painter>;
  /** Whether a person watches, so that a line may be drawn over. */
  readonly live: boolean;
  readonly columns: number;
}

/** With `json`, what is written for people goes to standard error, so that standard output holds one object alone. */
export function terminal(json: boolean): Terminal {
  const shown = json ? process.stderr : process.stdout;
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    paint: painter(shown),
    live: shown.isTTY === true && process.env.CI === undefined,
    columns: Math.min(shown.columns ?? 100, 120),
  };
}

const marks: Record<Verdict, string> = { pass: '✔', fail: '✘', unknown: '?' };
const colours: Record<Verdict, 'green' | 'red' | 'yellow'> = {
  pass: 'green',
  fail: 'red',
  unknown: 'yellow',
};

/** A verdict as a mark and a word: colour is never the only sign. */
export function verdictWord({ paint }: Pick<Terminal, 'paint'>, verdict: Verdict): string {
  return paint(colours[verdict], `${marks[verdict]} ${verdict}`);
}

/** The mark alone, where there is no room for the word. */
export function verdictMark({ paint }: Pick<Terminal, 'paint'>, verdict: Verdict): string {
  return paint(colours[verdict], marks[verdict]);
}

export function verdictColour(verdict: Verdict): 'green' | 'red' | 'yellow' {
  return colours[verdict];
}
