import type {
  EvidenceFile,
  ExceptionFile,
  FindingFile,
  PageControl,
  PageData,
  PageDataset,
  RecordFile,
  SubjectFile,
  UnjudgedFile,
} from '../page-data.ts';
import { nightsPerFile, subjectsPerFile } from '../page-data.ts';

function embedded(id: string): unknown {
  return JSON.parse(document.getElementById(id)?.textContent ?? 'null');
}

export const data = embedded('page-data') as PageData;
const parts = new Map<string, unknown>(Object.entries(embedded('page-parts') as Record<string, unknown>));
const loading = new Map<string, Promise<unknown>>();

/** What a data file calls. */
export function take(name: string, value: unknown): void {
  parts.set(name, value);
}

/** A part of the data: from the page, or from the file beside it. Throws with the file's name when it is not there. */
export function load(name: string): Promise<unknown> {
  const known = parts.get(name);
  if (known !== undefined) return Promise.resolve(known);
  const under = loading.get(name) ?? fromFile(name);
  loading.set(name, under);
  return under;
}

function fromFile(name: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `data/${name}.js`;
    const fail = (what: string): void => {
      script.remove();
      loading.delete(name);
      reject(
        new Error(
          `data/${name}.js ${what}. Unpack the whole package again, and keep index.html beside its folder “data”.`,
        ),
      );
    };
    script.addEventListener('load', () => {
      if (!parts.has(name)) return fail('is not what this page was made with');
      script.remove();
      resolve(parts.get(name));
    });
    script.addEventListener('error', () => fail('could not be read'));
    document.head.append(script);
  });
}

export const subjectFile = (file: number) => load(`subjects/${file}`) as Promise<SubjectFile>;
export const findingFile = (control: number, file: number) =>
  load(`findings/${control}/${file}`) as Promise<FindingFile>;
const evidenceFile = (dataset: number, file: number) =>
  load(`evidence/${dataset}/${file}`) as Promise<EvidenceFile>;
export const unjudgedFile = () => load('unjudged') as Promise<UnjudgedFile>;
export const recordFile = (dataset: number, file: number) =>
  load(`records/${dataset}/${file}`) as Promise<RecordFile>;

export const exceptionFile = (control: number) => load(`exceptions/${control}`) as Promise<ExceptionFile>;

/** Every file of subjects, in order. */
export function subjectFiles(): Promise<SubjectFile[]> {
  const files = Math.ceil(data.subjects / subjectsPerFile);
  return Promise.all(Array.from({ length: files }, (_, file) => subjectFile(file)));
}

/** All names, in order. */
export async function allSubjects(): Promise<string[]> {
  return (await subjectFiles()).flatMap(({ names }) => names);
}

/** The evidence document of a night, or null when there is none. */
export async function evidenceOf(
  dataset: number,
  night: number,
): Promise<EvidenceFile['nights'][number] | null> {
  const own = data.datasets[dataset]?.nights[night];
  if (!own || own.requests === undefined) return null;
  const { nights } = await evidenceFile(dataset, Math.floor(night / nightsPerFile));
  return nights.find((one) => one.night === night) ?? null;
}

/** One record with its key and spans. */
export async function recordAt(dataset: number, place: number): Promise<RecordFile['rows'][number] | null> {
  const starts = data.datasets[dataset]?.recordStarts ?? [];
  const file = starts.findLastIndex((start) => start <= place);
  if (file < 0) return null;
  const { rows } = await recordFile(dataset, file);
  return rows[place - (starts[file] ?? 0)] ?? null;
}

export function controlNamed(id: string): number {
  return data.controls.findIndex((control) => control.id === id);
}

export function datasetNamed(name: string): number {
  return data.datasets.findIndex((dataset) => nameOf(dataset) === name);
}

export function nameOf({ connection, dataset }: Pick<PageDataset, 'connection' | 'dataset'>): string {
  return `${connection}/${dataset}`;
}

export function nightOf(run: string | null): number {
  return data.nights.findIndex((night) => night.run === run);
}

/** Whether a night was sealed after the time that the seal before it gave. */
export function isLate({ seal }: PageData['nights'][number]): boolean {
  return seal?.dueBy != null && Date.parse(seal.sealedAt) > Date.parse(seal.dueBy);
}

export function lastJudged({ states }: Pick<PageControl, 'states'>): number {
  for (let night = states.length - 1; night >= 0; night--)
    if ('PFU'.includes(states[night] ?? '-')) return night;
  return -1;
}
