import type { Verdict } from '../judging/control.ts';
import { callable } from './called-as.ts';
import { painter, width, wrap } from './text.ts';

/** What every command is told of how to speak. */
export interface Speech {
  /** One JSON object for a program. */
  readonly json?: true | undefined;
  /** Nothing but what is wrong. */
  readonly quiet?: true | undefined;
  /** A line for each request. */
  readonly verbose?: true | undefined;
}

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
  /** Whether only what is wrong is to be said. */
  readonly quiet: boolean;
  /** Whether every request is to be named. */
  readonly verbose: boolean;
}

/** With `json`, what is written for people goes to standard error, so that standard output holds one object alone. */
export function terminal(speech: Speech): Terminal {
  const [json, quiet, verbose] = [speech.json === true, speech.quiet === true, speech.verbose === true];
  const shown = json ? process.stderr : process.stdout;
  return {
    out: (text) => void process.stdout.write(`${json ? text : callable(text)}\n`),
    err: (text) => {
      if (!quiet) process.stderr.write(`${onScreen(callable(text))}\n`);
    },
    paint: painter(shown),
    live: shown.isTTY === true && process.env.CI === undefined && !quiet && !verbose,
    columns: columnsOf(shown, process.env.COLUMNS),
    quiet,
    verbose,
  };
}

/** So wide is a text that nobody's terminal has a say in. */
const usualColumns = 80;

/** Where the output is piped, `COLUMNS` says how wide it may be. */
export function columnsOf({ columns }: Pick<NodeJS.WriteStream, 'columns'>, variable?: string): number {
  const named = /^[1-9]\d{0,3}$/.test(variable ?? '') ? Number(variable) : usualColumns;
  return Math.min(Math.max(columns ?? named, 40), 140);
}

/** A text for standard error: in lines that a terminal need not break within a word, and as it is for a file or a pipe. */
export function onScreen(
  text: string,
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'> = process.stderr,
): string {
  if (stream.isTTY !== true) return text;
  const wide = columnsOf(stream);
  const lines = text.split('\n');
  return lines.map((line) => (width(line) > wide ? wrap(line, wide, '  ') : line)).join('\n');
}

const marks: Record<Verdict, string> = { pass: '✔', fail: '✘', unknown: '?' };
const colours: Record<Verdict, 'green' | 'red' | 'yellow'> = {
  pass: 'green',
  fail: 'red',
  unknown: 'yellow',
};

/** A verdict as a mark and a word: colour is never the only sign. */
export function verdictText({ paint }: Pick<Terminal, 'paint'>, verdict: Verdict): string {
  return paint(colours[verdict], `${marks[verdict]} ${verdict}`);
}

/** The mark alone, where there is no room for the word. */
export function verdictMark({ paint }: Pick<Terminal, 'paint'>, verdict: Verdict): string {
  return paint(colours[verdict], marks[verdict]);
}

export function verdictColour(verdict: Verdict): 'green' | 'red' | 'yellow' {
  return colours[verdict];
}
