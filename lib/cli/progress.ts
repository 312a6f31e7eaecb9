import { Listr } from 'listr2';
import type { ConnectionProgress, Progress } from '../nightly/run-context.ts';
import type { Terminal } from './terminal.ts';
import { inert, plural } from './text.ts';

export interface ShownProgress {
  readonly progress: Progress;
  /** Call when the run is over, also when it failed. */
  readonly end: () => Promise<void>;
}

/**
 * Draws a line per connection on a terminal; elsewhere prints one line per dataset as it ends, or per connection where
 * single datasets are not told of.
 */
export function showProgress(
  terminal: Terminal,
  connections: readonly string[],
  by: 'dataset' | 'connection' = 'dataset',
): ShownProgress {
  return terminal.live ? drawn(connections) : printed(terminal, by);
}

function printed({ err, verbose }: Terminal, by: 'dataset' | 'connection'): ShownProgress {
  const connection = (event: ConnectionProgress): void => {
    if (event.kind === 'dataset') err(`${event.connection}/${datasetLine(event)}`);
    if (event.kind === 'started' && by === 'connection') err(`Asking ${event.connection} …`);
    if (event.kind === 'request' && verbose) err(requestLine(event));
  };
  return { progress: { connection, step: (name) => err(stepText[name]) }, end: async () => {} };
}

const stepText = { collect: 'Collecting …', conclude: 'Judging …', seal: 'Sealing …' };

/** An attempt at a request, its URL without secrets. */
function requestLine({
  connection,
  method,
  url,
  status,
  milliseconds,
  bytes,
}: Extract<ConnectionProgress, { kind: 'request' }>): string {
  const came = status === null ? 'no answer' : `${status}, ${plural(bytes, 'byte')}`;
  return `${connection}: ${method} ${inert(url)} ${came}, ${milliseconds} ms`;
}

function datasetLine(event: Extract<ConnectionProgress, { kind: 'dataset' }>): string {
  const what = `${event.dataset}: ${event.completeness}, ${plural(event.count, 'record')}`;
  return event.problem ? `${what}. ${inert(event.problem)}` : what;
}

interface Line {
  readonly done: PromiseWithResolvers<void>;
  datasets: string[];
  failed: boolean;
  say: (text: string) => void;
}

function drawn(connections: readonly string[]): ShownProgress {
  const lines = new Map(connections.map((id) => [id, newLine()]));
  const list = new Listr(
    connections.map((id) => ({
      title: id,
      task: (_context, task) =>
        follow(lines.get(id), (text) => {
          task.output = text;
        }),
    })),
    {
      concurrent: true,
      exitOnError: false,
      // Ctrl-C ends the process, and what lies around is tidied up on the way (`onSignal`).
      registerSignalListeners: false,
      rendererOptions: { collapseSubtasks: false },
    },
  );
  const running = list.run().catch(() => {});
  return {
    progress: { step: () => {}, connection: (event) => update(lines.get(event.connection), event) },
    async end() {
      for (const { done } of lines.values()) done.resolve();
      await running;
    },
  };
}

function newLine(): Line {
  return { done: Promise.withResolvers<void>(), datasets: [], failed: false, say: () => {} };
}

async function follow(line: Line | undefined, say: (text: string) => void): Promise<void> {
  if (!line) return;
  line.say = say;
  await line.done.promise;
  if (line.failed) throw new Error(line.datasets.join('\n'));
}

function update(line: Line | undefined, event: ConnectionProgress): void {
  if (!line) return;
  if (event.kind === 'records') line.say(`${event.dataset}: ${event.count.toLocaleString('en')}`);
  if (event.kind === 'dataset' && event.problem) {
    line.failed = true;
    line.datasets.push(datasetLine(event));
  }
  if (event.kind === 'finished') line.done.resolve();
}
