import type { DriftDocument } from '../drift/event.ts';
import type { Finding } from '../judging/finding.ts';
import type { ControlResult, DatasetResult, FindingsDocument } from '../runs/findings-document.ts';
import { dayColumn } from './tables.ts';

/** A row by its columns' names. What is not there is null. */
export type TableRow = Readonly<Record<string, string | number | null>>;

/** Nested values are JSON, so that the same question reads them everywhere. */
export function findingRow(run: string, { waiver, ...fields }: Finding): TableRow {
  return { ...dated(run), ...fields, waiver: waiver && JSON.stringify(waiver) };
}

/** A control that was not judged has a row as well: it did not pass. */
export function controlRows({ run, controls, notJudged }: FindingsDocument): TableRow[] {
  return [
    ...controls.map((control) => controlRow(run, control)),
    ...notJudged.map(({ id, reason }) => ({
      ...dated(run),
      control: id,
      verdict: 'not-judged',
      obstacles: reason,
    })),
  ];
}

function controlRow(run: string, { id, verdict, since, obstacles, subjects }: ControlResult): TableRow {
  return {
    ...dated(run),
    control: id,
    verdict,
    since,
    obstacles: obstacles.join(' '),
    passing: subjects.pass,
    failing: subjects.fail,
    unknown_subjects: subjects.unknown,
    waived: subjects.waived,
  };
}

export function datasetRow(run: string, one: DatasetResult): TableRow {
  const { connection, dataset, completeness, problem, records } = one;
  return {
    ...dated(run),
    connection,
    dataset,
    completeness,
    problem: problem?.code ?? null,
    problem_message: problem?.message ?? null,
    record_count: records,
  };
}

/** @param record the line as it was sealed */
export function recordRow(run: string, one: DatasetResult, record: string): TableRow {
  const { connection, dataset, completeness } = one;
  return { ...dated(run), connection, dataset, completeness, record };
}

export function driftRows({ run, since, events }: DriftDocument): TableRow[] {
  return events.map(({ by, at, key, cause, path, ...event }) => ({
    ...dated(run),
    compared_with: since,
    type: event.type,
    control: event.control,
    subject: event.subject,
    key: key ?? null,
    cause: cause ?? null,
    path: path ?? null,
    before: event.before,
    after: event.after,
    by_whom: by ?? null,
    at_time: at ?? null,
    message: event.message,
  }));
}

export function standardRow(run: string, standard: string): TableRow {
  return { ...dated(run), standard };
}

function dated(run: string): TableRow {
  return { run, [dayColumn]: run.slice(0, 10) };
}
