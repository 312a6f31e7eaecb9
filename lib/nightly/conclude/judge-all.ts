import { join } from 'node:path';
import { controlsWith } from '../../controls/catalog.ts';
import { ownControlsOf } from '../../controls/custom/from-standard.ts';
import { whoIsWho } from '../../controls/people/who-is-who.ts';
import type { AnyDataset } from '../../evidence/dataset.ts';
import type { Concluded, Control, ControlInput } from '../../judging/control.ts';
import { outOfScope } from '../../judging/out-of-scope.ts';
import type { People } from '../../judging/people/people.ts';
import { choiceIn, type Standard, type StandardControl } from '../../judging/standard.ts';
import { waiversInForce } from '../../judging/waivers.ts';
import { lineWriter, type WrittenLines } from '../../locker/line-writer.ts';
import { contradictedLists } from '../../providers/totals.ts';
import type { FindingsDocument } from '../../runs/findings-document.ts';
import type { PreviousRun } from '../../runs/read-findings.ts';
import { concludedBy } from './concluded.ts';
import type { JudgedControl } from './control-result.ts';
import { type OngoingControl, startControl } from './judge-control.ts';
import { inputFor, type RunDataset } from './views.ts';

/** All that judging takes: evidence, what it is judged by, what was before, and the moment it is about. */
export interface Judgeable {
  /** Nominal time of the run, RFC 3339. */
  readonly run: string;
  readonly standard: Standard;
  readonly datasets: readonly RunDataset[];
  readonly previous: PreviousRun | null;
  readonly datasetOf: (provider: string, dataset: string) => AnyDataset | null;
  /** An empty folder. */
  readonly scratch: string;
}

export interface JudgedAll {
  readonly judged: readonly JudgedControl[];
  readonly notJudged: FindingsDocument['notJudged'];
  readonly file: WrittenLines & { readonly path: string };
  /** Who is who by the standard. */
  readonly people: () => People;
}

/** Judges every control by one standard, side by side. */
export function judgeAll(judgeable: Judgeable): JudgedAll {
  const { datasetOf, datasets, previous, run, scratch, standard } = judgeable;
  const now = new Date(run);
  const path = join(scratch, 'findings.ndjson');
  const file = lineWriter(path);
  const ongoing: OngoingControl[] = [];
  const notJudged: { id: string; reason: string; by: 'configuration' | 'scope' }[] = [];
  const people = whoIsWho(
    datasets.map(({ view }) => view),
    standard,
  );
  const contradicted = contradictedLists(datasets.map(({ view }) => view));
  const all = controlsWith(ownControlsOf(standard, datasetOf), standard.ownProviders);
  const concluded = concludedBy((id) => ongoing.find((one) => one.id === id) ?? null);
  const connected = [...new Set(datasets.map(({ document }) => document.provider))];
  for (const control of all) {
    const { off, parameters } = choiceIn(standard, control.id) ?? unnamed(control);
    const outside = outOfScope(control, connected, standard);
    if (off !== null) notJudged.push({ id: control.id, reason: off, by: 'configuration' });
    else if (outside !== null) notJudged.push({ id: control.id, reason: outside, by: 'scope' });
    else {
      const given = inputFor(control, parameters, { now, standard, people, datasets }, previous);
      const input = control.afterOthers ? withConcluded(given, concluded) : given;
      const waivers = waiversInForce(standard.waivers, control.id, now, standard.timezone);
      ongoing.push(startControl(control, input, { run, now, waivers, previous, scratch, contradicted }));
    }
  }
  const turns = new Map(all.map(({ afterOthers, id }) => [id, afterOthers]));
  for (const turn of [undefined, true, 'all']) sideBySide(ongoing.filter(({ id }) => turns.get(id) === turn));
  const judged = ongoing.map((control) => control.finish(file));
  return { judged, notJudged, file: { path, ...file.finish() }, people };
}

/** Without looking at what the input would only make when asked. */
function withConcluded(input: ControlInput, concluded: Concluded): ControlInput {
  return Object.defineProperty(input, 'concluded', { value: concluded, enumerable: true });
}

/** A control that came after the standard was made has its defaults. */
function unnamed(control: Control): Pick<StandardControl, 'off' | 'parameters'> {
  return { off: null, parameters: control.parameters().parse({}) };
}

/** One batch for each control in turn, so that all get the same one, which is read once. */
function sideBySide(controls: readonly OngoingControl[]): void {
  for (let left = [...controls]; left.length > 0; left = left.filter((control) => control.advance()));
}
