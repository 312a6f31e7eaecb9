import { controlFailurePeriods } from '../drift/exceptions/control-failure-periods.ts';
import type { AppliedWaiver } from '../judging/finding.ts';
import { FailurePeriodSubjects } from './failure-period-subjects.ts';
import type { ControlHistory, FindingInterval, ReportSources, SubjectHistory } from './model.ts';
import {
  type FindingFile,
  type PackedInterval,
  type PageFailurePeriod,
  subjectsPerFile,
  verdictCodes,
} from './page-data.ts';
import type { DataPart } from './report-file.ts';

/** What gathering a control's findings showed. */
export interface ControlFindings {
  readonly files: readonly number[];
  readonly spells: readonly PageFailurePeriod[];
  readonly listed: boolean;
}

/** A control's findings, so many subjects to a file as `subjects/<k>` has. */
export async function* findingFiles(
  control: number,
  { id, states }: ControlHistory,
  sources: ReportSources,
  places: ReadonlyMap<string, number>,
  report: (place: number, history: SubjectHistory) => void,
): AsyncGenerator<DataPart, ControlFindings> {
  const periods = new FailurePeriodSubjects(controlFailurePeriods(states));
  const files: number[] = [];
  let packer = new Packer();
  for await (const history of sources.findings(control)) {
    const place = places.get(history.subject);
    if (place === undefined) throw new RangeError(`${id}: ${history.subject} is not among all subjects.`);
    const file = Math.floor(place / subjectsPerFile);
    const last = files.at(-1);
    if (last !== file) {
      if (last !== undefined && file < last)
        throw new RangeError(`${id}: ${history.subject} is not in the order of all subjects.`);
      if (last !== undefined)
        yield { name: `findings/${control}/${last}`, json: JSON.stringify(packer.file) };
      files.push(file);
      packer = new Packer();
    }
    packer.add(place % subjectsPerFile, history);
    periods.add(place, history);
    report(place, history);
  }
  const last = files.at(-1);
  if (last !== undefined) yield { name: `findings/${control}/${last}`, json: JSON.stringify(packer.file) };
  const exceptions = sources.exceptions(control);
  const listed = exceptions.listed.length > 0;
  if (listed) yield { name: `exceptions/${control}`, json: JSON.stringify(exceptions) };
  return { files, spells: periods.all, listed };
}

/** Keeps every text and waiver of a file once. */
class Packer {
  readonly #texts = new Map<string, number>();
  readonly #waivers = new Map<string, number>();
  readonly #rows: (readonly [number, ...PackedInterval[]])[] = [];

  add(place: number, { intervals }: SubjectHistory): void {
    this.#rows.push([place, ...intervals.map((interval) => this.#pack(interval))]);
  }

  get file(): FindingFile {
    return {
      texts: [...this.#texts.keys()],
      waivers: [...this.#waivers.keys()].map((text) => JSON.parse(text) as AppliedWaiver),
      rows: this.#rows,
    };
  }

  #pack({
    from,
    to,
    verdict,
    reason,
    waiver,
    carried,
    expected,
    seen,
    since,
  }: FindingInterval): PackedInterval {
    const code = verdictCodes.indexOf(verdict);
    const textOf = (text: string | undefined): number => (text ? place(this.#texts, text) : -1);
    const compared = expected !== undefined || seen !== undefined;
    if (!reason && !waiver && !carried && !since && !compared) return [from, to, code];
    const text = textOf(reason);
    const by = waiver ? place(this.#waivers, JSON.stringify(waiver)) : -1;
    if (!carried && !since && !compared) return waiver ? [from, to, code, text, by] : [from, to, code, text];
    const was = carried ? verdictCodes.indexOf(carried) : -1;
    if (compared) return [from, to, code, text, by, was, since ?? null, textOf(expected), textOf(seen)];
    return since ? [from, to, code, text, by, was, since] : [from, to, code, text, by, was];
  }
}

function place(places: Map<string, number>, text: string): number {
  const known = places.get(text);
  if (known !== undefined) return known;
  places.set(text, places.size);
  return places.size - 1;
}
