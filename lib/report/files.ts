import { Accounts } from './accounts.ts';
import { joinedCollectors } from './asked.ts';
import { dataFile } from './data-file.ts';
import { evidenceFiles } from './evidence-files.ts';
import { findingFiles } from './finding-files.ts';
import type { ReportModel, ReportSources } from './model.ts';
import { indexHtml } from './page.ts';
import type { PageCollector, PageControl, PageData, PageDataset } from './page-data.ts';
import { controlData, datasetData } from './page-part-data.ts';
import { recordFiles } from './record-files.ts';
import { RecordLinks } from './record-links.ts';
import type { DataPart, ReportFile } from './report-file.ts';
import { subjectFiles, subjectPlaces } from './subject-files.ts';
import { WorstOfSubjects } from './subject-marks.ts';

/** Up to so many characters of data lie in the page itself; of more, all lie in files beside it. */
const inlineLimit = 1_500_000;

/**
 * The auditor's page and the data files that it loads, in the order in which they are ready; `index.html` comes last.
 * Holds the names of all subjects, and otherwise one data file at a time.
 */
export async function* reportFiles(model: ReportModel, sources: ReportSources): AsyncGenerator<ReportFile> {
  const held: DataPart[] = [];
  let size = 0;
  const parts = dataParts(model, sources);
  for (;;) {
    const next = await parts.next();
    if (next.done) {
      yield { path: 'index.html', content: indexHtml(next.value, held) };
      return;
    }
    const file = dataFile(next.value);
    size += file.content.length;
    if (size <= inlineLimit) held.push(next.value);
    else {
      for (const part of held.splice(0)) yield dataFile(part);
      yield file;
    }
  }
}

/** Yields what may lie beside the page, and returns what always lies in it. */
async function* dataParts(model: ReportModel, sources: ReportSources): AsyncGenerator<DataPart, PageData> {
  const links = new RecordLinks();
  const places = await subjectPlaces(sources, links);
  const datasets: PageDataset[] = [];
  const collectors: (readonly PageCollector[])[] = [];
  const worst = new WorstOfSubjects(model.nights.length);
  const accounts = new Accounts(model.datasets);
  for (const [at, dataset] of model.datasets.entries()) {
    const facts = yield* evidenceFiles(at, sources);
    const starts = yield* recordFiles(at, sources, links, accounts.of(at));
    collectors.push(facts.collectors);
    datasets.push(datasetData(dataset, facts, starts));
  }
  links.join();
  const controls: PageControl[] = [];
  for (const [at, control] of model.controls.entries())
    controls.push(
      controlData(
        control,
        yield* findingFiles(at, control, sources, places, (place, history) => {
          worst.add(place, history.intervals);
          accounts.judged(place, control, history);
        }),
      ),
    );
  yield* subjectFiles(places, links, worst, accounts);
  yield { name: 'unjudged', json: JSON.stringify(accounts.unjudged()) };
  return {
    ...model,
    controls,
    datasets,
    subjects: places.size,
    collectors: joinedCollectors(collectors),
    unjudged: true,
  };
}
