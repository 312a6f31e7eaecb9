import type { Control } from '../../judging/control.ts';
import type { ControlHistory, DatasetHistory, NightState, NotJudged } from '../../report/model.ts';
import type { ControlResult } from '../../runs/findings-document.ts';
import type { PackagedNight } from '../period/period-evidence.ts';
import { intervalsOfValues } from './intervals.ts';

/** What a control's own code says of it; not known of one that this version does not have any more. */
export type ControlMetadata = Pick<Control, 'id' | 'title' | 'meaning' | 'fix'>;

/** Every control that was judged on any night, by id. */
export function judgedControls(nights: readonly PackagedNight[]): readonly string[] {
  const ids = nights.flatMap(({ findings }) => findings?.controls.map(({ id }) => id) ?? []);
  return [...new Set(ids)].sort();
}

/** A control over the period, as each night concluded it. */
export function controlHistory(
  id: string,
  nights: readonly PackagedNight[],
  metadata: readonly ControlMetadata[],
  datasets: readonly Pick<DatasetHistory, 'connection' | 'dataset'>[],
  csv: string,
): Omit<ControlHistory, 'exceptions'> {
  const results = nights.map(({ findings }) => findings?.controls.find((one) => one.id === id) ?? null);
  const judged = results.filter((result) => result !== null);
  const latest = judged.at(-1);
  if (!latest) throw new Error(`No night judged ${id}.`);
  const own = metadata.find((one) => one.id === id);
  return {
    id,
    version: latest.version,
    title: latest.title,
    meaning: own?.meaning ?? '',
    fix: own?.fix ?? '',
    mappings: latest.mappings,
    parameters: latest.parameters,
    datasets: datasetsOf(judged, datasets),
    revisions: revisionsOf(results),
    states: nights.map(({ findings }, at): NightState => {
      if (!findings) return 'none';
      return results[at]?.verdict ?? 'not-judged';
    }),
    counts: results.map((result) => result?.subjects ?? null),
    obstacles: obstaclesOf(results),
    sinceBefore: sinceBefore(judged[0], nights[0]?.run ?? ''),
    csv,
  };
}

function datasetsOf(
  judged: readonly ControlResult[],
  datasets: readonly Pick<DatasetHistory, 'connection' | 'dataset'>[],
): readonly number[] {
  const needed = new Set(
    judged.flatMap(({ needs }) => needs.map(({ connection, dataset }) => `${connection}/${dataset}`)),
  );
  return datasets.flatMap(({ connection, dataset }, at) =>
    needed.has(`${connection}/${dataset}`) ? [at] : [],
  );
}

/** Earlier forms of the control; the last one is the control as it stands. */
function revisionsOf(results: readonly (ControlResult | null)[]): ControlHistory['revisions'] {
  const forms = results.map((result) => result && { version: result.version, parameters: result.parameters });
  const intervals = intervalsOfValues(forms, (a, b) => JSON.stringify(a) === JSON.stringify(b));
  return intervals.slice(0, -1).map(({ from, value }) => ({ from, ...value }));
}

function obstaclesOf(results: readonly (ControlResult | null)[]): ControlHistory['obstacles'] {
  const texts = [...new Set(results.flatMap((result) => result?.obstacles ?? []))];
  return texts
    .flatMap((text) =>
      intervalsOfValues(
        results.map((result) => result?.obstacles.includes(text) ?? null),
        (a, b) => a === b,
      )
        .filter(({ value }) => value)
        .map(({ from, to }) => ({ from, to, text })),
    )
    .sort((a, b) => a.from - b.from);
}

function sinceBefore(first: ControlResult | undefined, period: string): string | null {
  return first && first.since < period ? first.since : null;
}

/** What was not judged, by control and reason. */
export function notJudged(
  nights: readonly PackagedNight[],
  metadata: readonly ControlMetadata[],
): readonly NotJudged[] {
  const ids = nights.flatMap(({ findings }) => findings?.notJudged.map(({ id }) => id) ?? []);
  return [...new Set(ids)].sort().flatMap((control) => {
    const title = metadata.find(({ id }) => id === control)?.title ?? null;
    const reasons = nights.map(({ findings }) => {
      const own = findings?.notJudged.find(({ id }) => id === control);
      return own ? { reason: own.reason, by: own.by } : null;
    });
    return intervalsOfValues(reasons, (a, b) => a.reason === b.reason && a.by === b.by).map(
      ({ from, to, value }) => ({ control, title, from, to, ...value }),
    );
  });
}
