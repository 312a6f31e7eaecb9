import type {
  DatasetHistory,
  PeriodChange,
  ReportModel,
  StandardChange,
  StandardMoves,
} from '../report/model.ts';
import { type DerivedControls, deriveControls } from './derive-controls.ts';
import { deriveDataset } from './derive-datasets.ts';
import { standardChanges } from './derive-standard.ts';
import type { PackageLocker } from './evidence-files.ts';
import type { ControlMetadata } from './model/controls.ts';
import { namedIn, newestStandard, registerIn } from './newest-standard.ts';
import { nightEvents, openCauses } from './night-events.ts';
import { ownMetadataOf } from './own-metadata.ts';
import type { PackageInput } from './package-build.ts';
import type { PeriodEvidence } from './period/period-evidence.ts';
import { periodChanges, standardMoves } from './period-changes.ts';
import { datasetNames } from './populations/dataset-nights.ts';
import { type ScratchFiles, scratchFiles } from './scratch-files.ts';
import { moveWriters } from './tables/move-tables.ts';
import { lineWindows } from './timeline/line-windows.ts';

/** What was made of the nights. */
export interface Derived {
  /** What the controls of the period say of themselves. */
  readonly metadata: readonly ControlMetadata[];
  readonly controls: DerivedControls;
  readonly datasets: readonly DatasetHistory[];
  /** What changed of what was judged by. */
  readonly standard: readonly StandardChange[];
  readonly standardMoves: readonly StandardMoves[];
  readonly changes: readonly PeriodChange[];
  /** The newest register of services; null where there is none. */
  readonly register: ReportModel['register'];
  /** Whom the newest standard names; null where there is none. */
  readonly named: ReportModel['named'];
  /** Where that lies which grows with the population. */
  readonly scratch: ScratchFiles;
}

/** Walks every control and every dataset once over all nights. @param folder where files are put meanwhile */
export async function derive(
  { datasetOf, metadata: known }: Pick<PackageInput, 'datasetOf' | 'metadata'>,
  locker: PackageLocker,
  evidence: PeriodEvidence,
  folder: string,
): Promise<Derived> {
  const scratch = scratchFiles(folder);
  const windows = lineWindows();
  const names = datasetNames(evidence.nights);
  const { nights, period } = evidence;
  const metadata = [...known, ...(await ownMetadataOf(locker, nights, known))];
  const causes = openCauses();
  const standard: StandardChange[] = [];
  const moved: StandardMoves[] = [];
  const changes: PeriodChange[] = [];
  for await (const events of nightEvents(locker, nights)) {
    causes.add(events);
    standard.push(...standardChanges(events));
    moved.push(...standardMoves(events));
    changes.push(...periodChanges(events));
  }
  const controls = await deriveControls({
    reader: locker,
    nights,
    datasets: names,
    metadata,
    timezone: period.timezone,
    causes,
    scratch,
    windows,
  });
  const datasets: DatasetHistory[] = [];
  const tables = moveWriters(scratch, nights);
  for (const name of names)
    datasets.push(await deriveDataset(locker, evidence, name, datasetOf, scratch, windows, tables.add));
  tables.finish();
  const newest = await newestStandard(locker, nights);
  const [register, named] = [registerIn(newest), namedIn(newest)];
  return { metadata, controls, datasets, standard, standardMoves: moved, changes, register, named, scratch };
}
