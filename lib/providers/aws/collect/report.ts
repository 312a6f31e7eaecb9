import * as z from 'zod/mini';
import { CollectError, type Problem } from '../../../evidence/problem.ts';
import { call, type Given, type Place, type Requests, unlikeAws } from './requests.ts';

export interface Report {
  readonly csv: string;
  readonly generatedAt: Date;
  /** When it was there, by this machine's clock. */
  readonly receivedAt: Date;
}

/** AWS writes a report within seconds, and for thousands of users within a minute. */
const mostPolls = 60;
/** How often a report that was said to be ready, and then was not there, is asked for anew. */
const mostAttempts = 3;

/**
 * Has the credential report written and reads it. Throws `timeout` when it is not ready in time, `malformed` when it
 * is no text in CSV.
 */
export function* requestReport(place: Place): Requests<Report> {
  for (let attempt = 1; ; attempt++) {
    yield* untilReady(place, attempt > 1);
    try {
      return reportIn(yield* call(place, 'GetCredentialReport'));
    } catch (error) {
      // Not present, not ready or expired: AWS says 404 or 410, even if it just said that the report is ready.
      const again = error instanceof CollectError && error.code === 'rejected' && attempt < mostAttempts;
      if (!again) throw error;
    }
  }
}

function* untilReady(place: Place, again: boolean): Requests<void> {
  for (let poll = 1; poll <= mostPolls; poll++) {
    const { fields } = yield* call(place, 'GenerateCredentialReport', again || poll > 1);
    const state = fields.get('State')?.text ?? '';
    if (state === 'COMPLETE') return;
    if (state === '') throw malformed('GenerateCredentialReport', 'it does not say how far the report is');
  }
  throw new CollectError(
    'timeout',
    `AWS was still writing the credential report after being asked ${mostPolls} times. Run again later.`,
  );
}

const time = z.iso.datetime({ offset: true });
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The report in an answer. Throws `malformed` for what is no text in CSV. */
export function reportIn({ response, fields }: Given): Report {
  const format = fields.get('ReportFormat')?.text;
  const content = fields.get('Content')?.text ?? '';
  const generated = fields.get('GeneratedTime')?.text;
  if (format !== undefined && format !== 'text/csv')
    throw malformed('GetCredentialReport', 'the report is not text/csv');
  if (content === '') throw malformed('GetCredentialReport', 'there is no report in it');
  if (generated === undefined)
    throw malformed('GetCredentialReport', 'it does not say when the report was written');
  if (!base64.test(content) || !time.safeParse(generated).success) throw unlikeAws('GetCredentialReport');
  const csv = decoded(Buffer.from(content, 'base64'));
  return { csv, generatedAt: new Date(generated), receivedAt: response.receivedAt };
}

function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw malformed('GetCredentialReport', 'the report is not UTF-8');
  }
}

function malformed(request: string, what: string): CollectError {
  return new CollectError('malformed', `AWS ${request}: ${what}. Check that the endpoint is AWS’s own.`);
}

const hourMs = 3_600_000;
/** AWS writes a new report when the last one is four hours old. */
const largestAgeMs = 4 * hourMs;
const toleranceMs = 5 * 60_000;

/**
 * Why a report's time does not fit the night, or null. It fits when it fits either this machine's clock or the run's
 * nominal time, which may have been chosen by hand.
 */
export function staleness(generatedAt: Date, moments: readonly Date[]): Problem | null {
  const ages = moments.map((moment) => moment.getTime() - generatedAt.getTime());
  if (ages.some((age) => age >= -toleranceMs && age <= largestAgeMs + toleranceMs)) return null;
  const fault = ages.every((age) => age < 0) ? 'is dated in the future' : 'is more than four hours old';
  return {
    code: 'stale',
    message: `AWS: the credential report of ${generatedAt.toISOString()} ${fault}. Check this machine’s clock, and that the endpoint is AWS’s own.`,
  };
}
