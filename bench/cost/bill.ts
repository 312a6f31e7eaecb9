import type { Night, Step } from './measure.ts';
import { prices } from './prices.ts';

/** What was assumed because it cannot be measured on one machine. Times in seconds. */
export const assumed = {
  /** A provider answers a request in so long. */
  providerAnswer: 0.4,
  /** S3 answers a request in so long. */
  s3Answer: 0.03,
  /** Transitions of the state machine besides those of a connection, and those of one connection, of forty at the most. */
  transitions: { night: 6, connection: 5, furtherCall: 4 },
  /** Events on the bus: an alert, a seal, and so many changes. */
  events: 2 + 5,
  /** GB that one line of a function's log has, and lines of a call (Lambda's own three included). */
  logGbOfACall: 3e-6,
} as const;

/** How the stack makes each function: MiB of memory, and of space for files. */
export const sizes: Readonly<Record<string, { memory: number; scratch: number }>> = {
  plan: { memory: 512, scratch: 512 },
  collect: { memory: 1024, scratch: 4096 },
  conclude: { memory: 2048, scratch: 8192 },
  seal: { memory: 1769, scratch: 4096 },
};

export interface Item {
  readonly what: string;
  readonly count: string;
  /** US dollars. */
  readonly cost: number;
}

/** How long a call is charged for: computing on its share of a processor, and waiting one request after the other. */
export function billedSeconds({ step, cpuSeconds, reads, writes }: Step, providerRequests: number): number {
  const { memory = 1024 } = sizes[step] ?? {};
  const share = Math.min(1, memory / 1769);
  const asked = step === 'collect' ? providerRequests * assumed.providerAnswer : 0;
  return cpuSeconds / share + asked + (reads + writes) * assumed.s3Answer;
}

/** What one night costs, item by item. Without what is paid by the month. */
export function itemsOf({ steps, providerRequests, bytes, files }: Night): Item[] {
  const sum = (of: (step: Step) => number) => steps.reduce((total, step) => total + of(step), 0);
  const gbSeconds = sum(
    (step) => (billedSeconds(step, providerRequests) * (sizes[step.step]?.memory ?? 0)) / 1024,
  );
  const scratch = sum(
    (step) => (billedSeconds(step, providerRequests) * ((sizes[step.step]?.scratch ?? 512) - 512)) / 1024,
  );
  const calls = sum((step) => step.calls) + 1;
  const [reads, writes] = [sum((step) => step.reads), sum((step) => step.writes)];
  const furtherCalls = calls - 5;
  const transitions =
    assumed.transitions.night +
    assumed.transitions.connection +
    furtherCalls * assumed.transitions.furtherCall;
  // For Athena: where findings and records of four datasets are, and the rows of four small tables; a PUT for each.
  const noted = 9;
  const item = (what: string, count: number, unit: string, price: number): Item => ({
    what,
    count: `${count.toLocaleString('en', { maximumSignificantDigits: 3 })} ${unit}`,
    cost: count * price,
  });
  return [
    item('Lambda: computing and waiting', gbSeconds, 'GB-s', prices.lambdaGbSecond),
    item('Lambda: space for files', scratch, 'GB-s', prices.lambdaScratchGbSecond),
    item('Lambda: calls', calls, 'calls', prices.lambdaRequest),
    item('Step Functions: transitions', transitions, '', prices.stateTransition),
    item('Step Functions: alert', 1, 'run', prices.expressRun + 0.1 * prices.expressGbSecond),
    item('S3: PUT, POST, LIST', writes + noted, 'requests', prices.s3Write),
    item('S3: GET, HEAD', reads, 'requests', prices.s3Read),
    item(`S3: ${files} files kept for seven years`, bytes / 1e9, 'GB', prices.s3GbMonth * 84),
    item('KMS: signing', 1, 'signature', prices.kmsSign),
    item('Secrets Manager: reading', calls - 4, 'calls', prices.secretCall),
    item('EventBridge: events', assumed.events, 'events', prices.customEvent),
    item('CloudWatch: logs', calls * assumed.logGbOfACall, 'GB', prices.logGb),
    item('X-Ray: traces', calls + 1, 'traces', prices.trace),
  ];
}
