import type { ControlHistory, DatasetHistory, SubjectHistory } from '../report/model.ts';
import { type ControlWords, controlHistory, judgedControls } from './model/controls.ts';
import { waiverName } from './model/decisions.ts';
import type { GatheredNight } from './period/gathered.ts';
import type { ScratchFiles } from './scratch-files.ts';
import { controlTableHead, subjectRows } from './tables/control-table.ts';
import { failureRow, failuresHead, failuresOf } from './tables/failures.ts';
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

export interface DerivedControls {
  readonly controls: readonly ControlHistory[];
  /** Nights on which each waiver covered a failing subject. */
  readonly coverage: ReadonlyMap<string, readonly boolean[]>;
  /** Bytes of each control's histories. */
  readonly histories: ReadonlyMap<string, number>;
}

/**
 * Walks every control's findings once over all nights, and writes on the way: its table, its subjects' histories, and
 * everybody's failures.
 */
export async function deriveControls(
  reader: PartReader,
  nights: readonly GatheredNight[],
  datasets: readonly Pick<DatasetHistory, 'connection' | 'dataset'>[],
  words: readonly ControlWords[],
  timezone: string,
  scratch: ScratchFiles,
  windows: LineWindows,
): Promise<DerivedControls> {
  const controls: ControlHistory[] = [];
  const coverage = new Map<string, boolean[]>();
  const histories = new Map<string, number>();
  const failures = scratch.writer(failuresPath);
  failures.add(failuresHead.slice(0, -1));
  for (const id of judgedControls(nights)) {
    const csv = controlTablePath(id);
    const control = controlHistory(id, nights, words, datasets, csv);
    const judged = control.states.map((state) => state !== 'none' && state !== 'not-judged');
    const rowOf = subjectRows(control);
    const table = scratch.writer(csv);
    const lines = scratch.writer(historiesName(id));
    table.add(controlTableHead(control, nights).slice(0, -1));
    for await (const history of findingHistories(reader, nights, id, windows)) {
      table.add(rowOf(history).slice(0, -1));
      lines.add(JSON.stringify(history));
      cover(coverage, id, history, nights.length);
      for (const failure of failuresOf(history, judged))
        failures.add(failureRow(id, failure, nights, timezone).slice(0, -1));
    }
    table.finish();
    histories.set(id, lines.finish().bytes);
    controls.push(control);
  }
  failures.finish();
  return { controls, coverage, histories };
}

function cover(
  coverage: Map<string, boolean[]>,
  control: string,
  { subject, spans }: SubjectHistory,
  nights: number,
): void {
  for (const { from, to, verdict, waiver } of spans) {
    // What the provider's own rule excuses is nobody's decision.
    if (!waiver || waiver.approvedBy === 'policy' || verdict !== 'fail') continue;
    const name = waiverName(control, subject, waiver);
    const held = coverage.get(name) ?? new Array<boolean>(nights).fill(false);
    held.fill(true, from, to + 1);
    coverage.set(name, held);
  }
}
