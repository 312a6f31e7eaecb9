import { type Exception, exceptionsOf, isWaived } from '../drift/exceptions/exceptions.ts';
import type { ControlHistory, DatasetHistory, ExceptionCounts, SubjectHistory } from '../report/model.ts';
import { type ControlMetadata, controlHistory, judgedControls } from './model/controls.ts';
import { waiverName } from './model/decisions.ts';
import type { Causes } from './night-events.ts';
import type { PackagedNight } from './period/period-evidence.ts';
import type { ScratchFiles } from './scratch-files.ts';
import { controlTableHead, subjectRows } from './tables/control-table.ts';
import { failureRow, failuresHead } from './tables/failures.ts';
import { findingHistories } from './timeline/finding-histories.ts';
import type { LineWindows } from './timeline/line-windows.ts';
import type { PartReader } from './timeline/track.ts';

export const failuresPath = 'failures.csv';

/** Where a control's table stands in the package. */
export function controlTablePath(control: string): string {
  return `controls/${control}.csv`;
}

/** Where a control's histories lie until the report has read them: one subject a line. */
export function historiesName(control: string): string {
  return `histories/${control}.ndjson`;
}

/** Up to so many exceptions of a control are told one by one where no table is written; the tables have all. */
const mostListed = 500;

/** A control's exceptions, failures before what could not be decided. */
export interface ListedExceptions {
  readonly listed: readonly Exception[];
  /** How many more there are. */
  readonly more: number;
}

export interface DerivedControls {
  readonly controls: readonly ControlHistory[];
  /** Nights on which each waiver covered a failing subject. */
  readonly coverage: ReadonlyMap<string, readonly boolean[]>;
  /** Bytes of each control's histories. */
  readonly histories: ReadonlyMap<string, number>;
  /** By control. */
  readonly exceptions: ReadonlyMap<string, ListedExceptions>;
}

export interface DeriveControlsInput {
  readonly reader: PartReader;
  readonly nights: readonly PackagedNight[];
  readonly datasets: readonly Pick<DatasetHistory, 'connection' | 'dataset'>[];
  readonly metadata: readonly ControlMetadata[];
  readonly timezone: string;
  readonly causes: Pick<Causes, 'of'>;
  readonly scratch: ScratchFiles;
  readonly windows: LineWindows;
}

/**
 * Walks every control's findings once over all nights, and writes on the way: its table, its subjects' histories, and
 * everybody's failures.
 */
export async function deriveControls(input: DeriveControlsInput): Promise<DerivedControls> {
  const { reader, nights, datasets, metadata, timezone, causes, scratch, windows } = input;
  const controls: ControlHistory[] = [];
  const coverage = new Map<string, boolean[]>();
  const histories = new Map<string, number>();
  const exceptions = new Map<string, ListedExceptions>();
  const failures = scratch.writer(failuresPath);
  failures.add(failuresHead.slice(0, -1));
  for (const id of judgedControls(nights)) {
    const csv = controlTablePath(id);
    const control = controlHistory(id, nights, metadata, datasets, csv);
    const judged = control.states.map((state) => state !== 'none' && state !== 'not-judged');
    const rowOf = subjectRows(control);
    const causeOf = causes.of(id);
    const counting = countExceptions();
    const table = scratch.writer(csv);
    const lines = scratch.writer(historiesName(id));
    table.add(controlTableHead(control, nights).slice(0, -1));
    for await (const history of findingHistories(reader, nights, id, windows)) {
      table.add(rowOf(history).slice(0, -1));
      lines.add(JSON.stringify(history));
      cover(coverage, id, history, nights.length);
      for (const exception of exceptionsOf(history, judged, causeOf)) {
        counting.add(exception);
        if (exception.kind === 'fail') failures.add(failureRow(id, exception, nights, timezone).slice(0, -1));
      }
    }
    table.finish();
    histories.set(id, lines.finish().bytes);
    exceptions.set(id, counting.listed());
    controls.push({ ...control, exceptions: counting.counts });
  }
  failures.finish();
  return { controls, coverage, histories, exceptions };
}

/** Counts a control's exceptions, and keeps the first of them. */
function countExceptions() {
  const counts = { failures: 0, open: 0, waived: 0, undecided: 0 };
  const found: Record<Exception['kind'], Exception[]> = { fail: [], unknown: [] };
  return {
    counts: counts as ExceptionCounts,
    add(exception: Exception): void {
      const { kind, over } = exception;
      if (kind === 'unknown') counts.undecided++;
      else {
        counts.failures++;
        if (over === null) counts[isWaived(exception) ? 'waived' : 'open']++;
      }
      if (found[kind].length < mostListed) found[kind].push(exception);
    },
    listed(): ListedExceptions {
      const listed = [...found.fail, ...found.unknown].slice(0, mostListed);
      return { listed, more: counts.failures + counts.undecided - listed.length };
    },
  };
}

function cover(
  coverage: Map<string, boolean[]>,
  control: string,
  { subject, intervals }: SubjectHistory,
  nights: number,
): void {
  for (const { from, to, verdict, waiver } of intervals) {
    // What the provider's own rule excuses is nobody's decision.
    if (!waiver || waiver.approvedBy === 'policy' || verdict !== 'fail') continue;
    const name = waiverName(control, subject, waiver);
    const held = coverage.get(name) ?? new Array<boolean>(nights).fill(false);
    held.fill(true, from, to + 1);
    coverage.set(name, held);
  }
}
