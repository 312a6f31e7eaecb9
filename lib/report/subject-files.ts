import type { Accounts } from './accounts.ts';
import type { ReportSources } from './model.ts';
import { type SubjectFile, subjectsPerFile } from './page-data.ts';
import type { RecordLinks } from './record-links.ts';
import type { DataPart } from './report-file.ts';
import type { WorstOfSubjects } from './subject-marks.ts';

/** Every subject's place among all. */
export async function subjectPlaces(
  sources: ReportSources,
  links: RecordLinks,
): Promise<ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  for await (const subject of sources.subjects()) {
    links.name(subject, places.size);
    places.set(subject, places.size);
  }
  return places;
}

export function* subjectFiles(
  places: ReadonlyMap<string, number>,
  links: RecordLinks,
  worst: WorstOfSubjects,
  accounts: Accounts,
): Generator<DataPart> {
  let names: string[] = [];
  for (const [name, place] of places) {
    names.push(name);
    if (names.length < subjectsPerFile && place < places.size - 1) continue;
    const first = place - names.length + 1;
    const value: SubjectFile = {
      names,
      links: names.map((_, at) => links.of(first + at)),
      marks: names.map((_, at) => worst.of(first + at)),
      ...accounts.packed(
        names.map((own, at) => ({ name: own, place: first + at, links: links.of(first + at) })),
      ),
    };
    yield { name: `subjects/${Math.floor(place / subjectsPerFile)}`, json: JSON.stringify(value) };
    names = [];
  }
}
