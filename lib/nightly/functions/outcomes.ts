import type { Problem } from '../../evidence/problem.ts';
import { storeNotCollected } from '../collect/not-collected.ts';
import { datasetsOfRun } from '../plan/plan.ts';
import type { StepContext } from '../run-context.ts';
import { RunError } from '../run-error.ts';
import { ourErrors } from './define.ts';
import type { CollectFailure, Outcome } from './events.ts';

/**
 * Sees to it that what a connection's function did not bring has documents that say why. Those that it had stored
 * before it failed stand.
 */
export async function recordOutcomes(context: StepContext, outcomes: readonly Outcome[]): Promise<void> {
  refuseOwnFailures(context.run, outcomes);
  const datasets = await datasetsOfRun(context);
  for (const one of outcomes) {
    const problem = problemOf(one);
    if (!problem) continue;
    for (const dataset of datasets)
      if (dataset.connection === one.connection) await storeNotCollected(context, dataset, problem);
  }
}

/** What the locker, the disk or the deployment did is written down of no provider: that would bar the night for good. */
const ownErrors: ReadonlySet<string> = new Set([
  'ConfigurationError',
  'EnvironmentError',
  'LockerError',
  'RunError',
]);

/** One cause of ours mostly meets all connections, and its words come back with each. */
const mostCharacters = 2;

/** Throws `RunError` (`own-failure`) before any document is written. */
function refuseOwnFailures(run: string, outcomes: readonly Outcome[]): void {
  const own = outcomes.filter((one) => 'error' in one).filter(({ error }) => ownErrors.has(error.Error));
  if (own.length === 0) return;
  const text = own
    .slice(0, mostCharacters)
    .map(({ connection, error }) => `${connection}: ${messageIn(error.Cause) ?? error.Error}`);
  if (own.length > mostCharacters) text.push(`The same happened with ${own.length - mostCharacters} more.`);
  throw new RunError(
    'own-failure',
    `The night of ${run} is not judged, because collecting failed for a reason that is not a provider’s. ${text.join(' ')} What was collected is kept. Fix the cause, and start the run again with {"run": "${run}"}.`,
  );
}

function problemOf(one: Outcome): Problem | null {
  if ('error' in one) return problemOfFailure(one);
  if (one.ended === 'done') return null;
  return {
    code: 'interrupted',
    message: `It is not known how the collection of ${one.connection} ended, so it counts as not finished. What it had stored is kept. See its execution in Step Functions.`,
  };
}

/** What ended a function from outside, by the name that Step Functions gives to it. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/^(Sandbox\.Timedout|States\.Timeout|States\.HeartbeatTimeout)$|Task timed out after/, 'ran out of time'],
  [/OutOfMemory|signal: killed/, 'ran out of memory: give it more'],
  [/^Runtime\.|^Lambda\.Unknown$/, 'ended without a message, as if it had crashed'],
  [
    /TooManyRequests|^Lambda\.ServiceException|SdkClientException|EC2Throttled/,
    'could not be started by AWS',
  ],
  [/AccessDenied|^Lambda\.KMS/, 'may not be started, or lacks a right: deploy again'],
  [/^States\.DataLimitExceeded$/, 'returned more than Step Functions accepts'],
];

/** The cause is not quoted, unless its words are our own: it may hold anything. */
function problemOfFailure({ connection, provider, error }: CollectFailure): Problem {
  const kind = /^[\w.-]{1,80}$/.test(error.Error) ? error.Error : 'an unknown error';
  const where = `See the log of the function collect/${provider}.`;
  if (ourErrors.has(error.Error)) {
    const text = messageIn(error.Cause) ?? kind;
    return { code: 'internal', message: `The function that collects ${connection} stopped: ${text}` };
  }
  const text = `${error.Error}\n${error.Cause ?? ''}`;
  const reason = reasons.find(([pattern]) => pattern.test(error.Error) || pattern.test(text))?.[1];
  if (reason === undefined)
    return {
      code: 'internal',
      message: `Exhibit itself failed while it collected ${connection} (${kind}). ${where}`,
    };
  return {
    code: 'interrupted',
    message: `The function that collects ${connection} ${reason} (${kind}). What it had stored is kept. ${where}`,
  };
}

/** The message in the cause that Lambda writes: JSON with `errorMessage`. */
function messageIn(cause: string | undefined): string | null {
  try {
    const { errorMessage } = Object(JSON.parse(cause ?? '')) as { errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : null;
  } catch {
    return null;
  }
}
