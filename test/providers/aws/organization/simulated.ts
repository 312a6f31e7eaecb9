import {
  type OrganizationAnswers,
  type OrganizationOptions,
  organizationAnswers,
  type Sent,
} from '../../../../demo/stand-ins/aws-organization/answers.ts';
import { ownKey } from '../../../../demo/stand-ins/aws-organization/keys.ts';
import type { AwsOrganizationWorld } from '../../../../demo/stand-ins/aws-organization/world.ts';
import { awsWith } from '../../../../lib/providers/aws/collect/index.ts';
import { settings } from '../../../../lib/providers/aws/settings.ts';
import { memorySession } from '../../session.ts';

export const start = new Date('2026-11-23T02:00:00Z');
/** What an answer takes on its way, in milliseconds. */
const wayMs = 80;

/** A clock that goes on only while everybody waits: to the moment at which the first of them goes on. */
export function simulatedClock() {
  let at = start.getTime();
  const waiting: { readonly until: number; readonly goOn: () => void }[] = [];
  const goOn = (): void => {
    const next = waiting.reduce((first, one) => (one.until < first.until ? one : first));
    waiting.splice(waiting.indexOf(next), 1);
    at = next.until;
    next.goOn();
    if (waiting.length > 0) setImmediate(goOn);
  };
  return {
    now: () => new Date(at),
    wait: (ms: number) =>
      new Promise<void>((resolve) => {
        if (waiting.push({ until: at + ms, goOn: resolve }) === 1) setImmediate(goOn);
      }),
    passedMs: () => at - start.getTime(),
  };
}

export type Clock = ReturnType<typeof simulatedClock>;

export interface Simulated extends OrganizationOptions {
  /** Stands before AWS: gives its own answer, or null for AWS's. */
  readonly before?: (sent: Sent, action: string, clock: Clock) => Response | null;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export const organization = {
  role: 'exhibit-reader',
  externalId: 'acme-7291',
  management: '100000000000',
  identityCenter: 'eu-central-1',
};

/** Collects an organization that answers in this process, on a clock that nobody has to wait for. */
export async function collectOrganization(
  world: (clock: Clock) => AwsOrganizationWorld,
  { before = () => null, settings: changes = {}, ...options }: Simulated = {},
) {
  const clock = simulatedClock();
  const aws: OrganizationAnswers = organizationAnswers(() => world(clock), clock.now, {
    externalId: organization.externalId,
    ...options,
  });
  const asked: string[] = [];
  const transport = async (_url: unknown, init: RequestInit = {}): Promise<Response> => {
    const sent: Sent = { headers: new Headers(init.headers), body: String(init.body) };
    const action = actionOf(sent);
    asked.push(action);
    const answer = before(sent, action, clock) ?? aws.answer(sent);
    await clock.wait(wayMs);
    return answer;
  };
  const memory = memorySession(
    {
      settings: settings().parse({ organization: { ...organization, ...changes } }),
      credential: JSON.stringify(ownKey),
    },
    {
      now: start,
      clock: clock.now,
      transport: transport as typeof fetch,
      sleep: clock.wait,
      patienceMs: 120_000,
    },
  );
  await awsWith(clock.wait).collect(memory.session);
  return { memory, of: memory.of, clock, asked, throttled: aws.throttled };
}

export function actionOf({ body, headers }: Sent): string {
  return headers.get('x-amz-target')?.split('.')[1] ?? new URLSearchParams(body).get('Action') ?? '';
}

/** How many accounts are in each stratum. */
export function standings(rows: readonly { readonly standing: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { standing } of rows) counts[standing] = (counts[standing] ?? 0) + 1;
  return counts;
}
