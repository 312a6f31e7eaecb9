import { addAsked, addCollector } from './asked.ts';
import type { NightEvidence, ReportSources } from './model.ts';
import { type EvidenceFile, nightsPerFile, type PageAsked, type PageCollector } from './page-data.ts';
import type { DataPart } from './report-file.ts';

/** What one night's document says in numbers, for the tables that show all nights. */
export interface EvidenceFacts {
  readonly requests: number;
  readonly answered: number;
  readonly skew: number | null;
}

/** What all documents of a dataset say in short. */
export interface DatasetFacts {
  readonly facts: ReadonlyMap<number, EvidenceFacts>;
  readonly asked: readonly PageAsked[];
  readonly collectors: readonly PageCollector[];
}

/** A dataset's documents, some nights to a file. Returns each night's facts. */
export async function* evidenceFiles(
  dataset: number,
  sources: ReportSources,
): AsyncGenerator<DataPart, DatasetFacts> {
  const facts = new Map<number, EvidenceFacts>();
  const asked: PageAsked[] = [];
  const collectors: PageCollector[] = [];
  let file = 0;
  let nights: NightEvidence[] = [];
  for await (const evidence of sources.evidence(dataset)) {
    const belongs = Math.floor(evidence.night / nightsPerFile);
    if (belongs !== file && nights.length > 0) {
      yield part(dataset, file, nights);
      nights = [];
    }
    file = belongs;
    nights.push(evidence);
    addAsked(asked, evidence);
    addCollector(collectors, evidence);
    facts.set(evidence.night, factsOf(evidence));
  }
  if (nights.length > 0) yield part(dataset, file, nights);
  return { facts, asked, collectors };
}

function part(dataset: number, file: number, nights: readonly NightEvidence[]): DataPart {
  const value: EvidenceFile = { nights };
  return { name: `evidence/${dataset}/${file}`, json: JSON.stringify(value) };
}

function factsOf({ document: { requests, clockSkewMs } }: NightEvidence): EvidenceFacts {
  const answered = requests.reduce((sum, { records }) => sum + records, 0);
  return { requests: requests.length, answered, skew: clockSkewMs };
}
