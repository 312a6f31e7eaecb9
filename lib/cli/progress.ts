import { Listr } from 'listr2';
import type { ConnectionProgress, Progress } from '../nightly/run-context.ts';
import type { Terminal } from './terminal.ts';
import { inert, plural } from './text.ts';

export interface ShownProgress {
  readonly progress: Progress;
  /** Call when the run is over, also when it failed. */
  readonly end: () => Promise<void>;
}

/** Draws a line per connection on a terminal; elsewhere prints one line per dataset as it ends. */
export function showProgress(terminal: Terminal, connections: readonly string[]): ShownProgress {
  return terminal.live ? drawn(connections) : printed(terminal);
}

function printed({ err }: Terminal): ShownProgress {
  const connection = (event: ConnectionProgress): void => {
    if (event.kind === 'dataset') err(`${event.connection}/${datasetLine(event)}`);
  };
  return { progress: { connection, step: (name) => err(stepWords[name]) }, end: async () => {} };
}

const stepWords = { collect: 'Collecting …', conclude: 'Judging …', seal: 'Sealing …' };

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
    { concurrent: true, exitOnError: false, rendererOptions: { collapseSubtasks: false } },
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
