import type { Progress } from '../run-context.ts';

/** Values that a log line may hold besides its words. Never an event as a whole, a credential, or what a provider said. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Writes one JSON object a line, which CloudWatch takes apart. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export function openLog(write: (line: string) => void, always: LogFields): Log {
  const at =
    (level: 'INFO' | 'WARN' | 'ERROR') =>
    (message: string, fields: LogFields = {}): void =>
      write(`${JSON.stringify({ level, message, ...always, ...fields })}\n`);
  return { info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}

/** A run's progress as log lines: one when a dataset is done, by its numbers. What went wrong is in its document. */
export function logProgress(log: Log): Progress {
  return {
    step: () => {},
    connection: (event) => {
      if (event.kind !== 'dataset') return;
      const { connection, dataset, completeness, count } = event;
      const fields = { connection, dataset, completeness, records: count };
      if (event.problem === null) log.info('A dataset was collected.', fields);
      else log.warn('A dataset is not whole; its document in the locker says why.', fields);
    },
  };
}
