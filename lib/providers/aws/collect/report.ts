import { setTimeout } from 'node:timers/promises';
import { CollectError, type Problem } from '../../../evidence/problem.ts';
import type { AwsClient } from './client.ts';

/** Waits so many milliseconds; rejects when the run is stopped. */
export type Wait = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

export const sleep: Wait = async (ms, signal) => {
  await setTimeout(ms, undefined, signal && { signal });
};

export interface ReportOptions {
  readonly wait: Wait;
  /** Milliseconds between two questions whether the report is ready. */
  readonly pollMs: number;
  readonly signal: AbortSignal | undefined;
}

export interface Report {
  readonly csv: string;
  readonly generatedAt: Date;
}

/** AWS writes a report within seconds, and for thousands of users within a minute. */
const mostPolls = 60;
/** How often a report that was said to be ready, and then was not there, is asked for anew. */
const mostAttempts = 3;

/**
 * Has the credential report written and reads it. Throws `timeout` when it is not ready in time, `malformed` when it
 * is no text in CSV.
 */
export async function askReport(client: AwsClient, options: ReportOptions): Promise<Report> {
  for (let attempt = 1; ; attempt++) {
    await untilReady(client, options);
    try {
      return reportIn(await client.report());
    } catch (error) {
      // Not present, not ready or expired: AWS says 404 or 410, even if it just said that the report is ready.
      const again = error instanceof CollectError && error.code === 'rejected' && attempt < mostAttempts;
      if (!again) throw error;
      await pause(options);
    }
  }
}

async function untilReady(client: AwsClient, options: ReportOptions): Promise<void> {
  for (let poll = 1; poll <= mostPolls; poll++) {
    const { State } = await client.generateReport();
    if (State === 'COMPLETE') return;
    if (typeof State !== 'string' || State === '')
      throw malformed('GenerateCredentialReport', 'it does not say how far the report is');
    if (poll < mostPolls) await pause(options);
  }
  throw new CollectError(
    'timeout',
    `AWS was still writing the credential report after being asked ${mostPolls} times. Run again later.`,
  );
}

async function pause({ pollMs, signal, wait }: ReportOptions): Promise<void> {
  await wait(pollMs, signal).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
  if (signal?.aborted)
    throw new CollectError(
      'interrupted',
      'The run was stopped while AWS wrote the credential report. Run again.',
    );
}

function reportIn(answer: Awaited<ReturnType<AwsClient['report']>>): Report {
  const { Content, GeneratedTime, ReportFormat } = answer;
  if (ReportFormat !== undefined && ReportFormat !== 'text/csv')
    throw malformed('GetCredentialReport', 'the report is not text/csv');
  if (!(Content instanceof Uint8Array) || Content.length === 0)
    throw malformed('GetCredentialReport', 'there is no report in it');
  if (!(GeneratedTime instanceof Date) || Number.isNaN(GeneratedTime.getTime()))
    throw malformed('GetCredentialReport', 'it does not say when the report was written');
  return { csv: decoded(Content), generatedAt: GeneratedTime };
}

function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw malformed('GetCredentialReport', 'the report is not UTF-8');
  }
}

function malformed(question: string, what: string): CollectError {
  return new CollectError('malformed', `AWS ${question}: ${what}. Check that the endpoint is AWS’s own.`);
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
