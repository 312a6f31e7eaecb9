import type { DatasetFacts } from './evidence-files.ts';
import type { ControlFindings } from './finding-files.ts';
import type { ControlHistory, DatasetHistory } from './model.ts';
import {
  completenessLetters,
  type PageControl,
  type PageDataset,
  type PageDatasetNight,
  stateLetters,
} from './page-data.ts';

export function controlData(control: ControlHistory, found: ControlFindings): PageControl {
  return {
    ...control,
    states: control.states.map((state) => stateLetters[state]).join(''),
    counts: control.counts
      .map((counts) => counts && ([counts.pass, counts.fail, counts.unknown, counts.waived] as const))
      .map((counts) => counts ?? 0),
    ...found,
  };
}

export function datasetData(
  dataset: DatasetHistory,
  { asked, facts }: Pick<DatasetFacts, 'asked' | 'facts'>,
  recordStarts: readonly number[],
): PageDataset {
  const problems = new Map<string, number>();
  const nights = dataset.nights.map((night, at): PageDatasetNight | 0 => {
    if (!night) return 0;
    const { completeness, records, problem } = night;
    const text = problem && JSON.stringify({ code: problem.code, message: problem.message });
    if (text && !problems.has(text)) problems.set(text, problems.size);
    return {
      c: completenessLetters[completeness],
      records,
      ...(text ? { problem: problems.get(text) ?? 0 } : {}),
      ...facts.get(at),
    };
  });
  return {
    ...dataset,
    nights,
    problems: [...problems.keys()].map((text) => JSON.parse(text)),
    asked,
    recordFiles: recordStarts.length,
    recordStarts,
  };
}
