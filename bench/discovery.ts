import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { childAnswer } from './child-answer.ts';

/** What one first night of discovery took. */
export interface DiscoveryUsage {
  /** Requests to the Reports API. */
  readonly questions: number;
  readonly events: number;
  /** One for each person and application. */
  readonly records: number;
  readonly services: number;
  readonly unregistered: number;
  readonly seconds: number;
  /** The whole process, Node and sources included. */
  readonly peakMb: number;
}

/** Which services a company uses, from the first night's grants: how often Google is asked, and how much memory it takes. */
export async function discoveryBench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { people: { type: 'string', default: '5000' }, days: { type: 'string', default: '90' } },
  });
  const usage = await measureDiscovery(values.people, values.days);
  process.stdout.write(
    `Discovery over ${values.people} people and ${values.days} days of grants: ${usage.events.toLocaleString('en')} events, ` +
      `${usage.questions} requests, ${usage.records.toLocaleString('en')} records, ${usage.services} services, ` +
      `${usage.seconds.toFixed(1)} s, ${usage.peakMb.toFixed(0)} MB at most.\n`,
  );
}

/** What a function has of 256 MB when Node is there: memory that is never asked back is no need. */
const heap = '--max-semi-space-size=4 --max-old-space-size=90';

export async function measureDiscovery(people: string, days: string): Promise<DiscoveryUsage> {
  const program = fileURLToPath(new URL('./discovery-child.ts', import.meta.url));
  return await childAnswer<DiscoveryUsage>(program, [people, days], { NODE_OPTIONS: heap });
}
