import { CollectError, findCollectError, type Problem } from '../../evidence/problem.ts';
import type { Secrets } from '../../http/redact.ts';

/** A list that is longer than `limits: datasetRecords` allows. */
export function tooMany(most: number): CollectError {
  return new CollectError(
    'truncated',
    `The list holds more than ${most} records, and was not read any further. Check whether it ends; if it does, raise \`limits: datasetRecords\` in the configuration.`,
  );
}

/** What ended a collection, as evidence tells it. */
export function problemOf(error: unknown): Problem {
  const known = findCollectError(error);
  if (known) return known.problem;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'internal', message: `Exhibit itself failed while collecting: ${text}. Please report it.` };
}

/** @param keys of some of them */
export function duplicateProblem(count: number, keys: readonly string[]): Problem {
  const some = keys.slice(0, 3).join(', ');
  return new CollectError(
    'malformed',
    `${count === 1 ? 'One record came' : `${count} records came`} twice (${some}): the list changed while it was read, so others may be missing.`,
  ).problem;
}

/** The error that ended the collection, or else the first fault, decides the code; every message is kept, up to ten. */
export function joinProblems(problems: readonly Problem[], secrets: Secrets): Problem | null {
  const first = problems[0];
  if (!first) return null;
  const messages = [...new Set(problems.map((problem) => problem.message))];
  const more = messages.length > 10 ? ` (and ${messages.length - 10} more)` : '';
  return { code: first.code, message: secrets.redact(messages.slice(0, 10).join(' ') + more) };
}
