import {
  type ExceptionFile,
  type FindingFile,
  type PageData,
  type SubjectFile,
  subjectsPerFile,
  type UnjudgedFile,
} from '../../page-data.ts';
import { type AllExceptions, numbered } from '../numbered.ts';
import { accessControls, type Holdings, holdings } from './holdings.ts';
import { zipFiles } from './zip-files.ts';

/** What is compared of a package. */
export interface Side {
  readonly page: PageData;
  readonly exceptions: AllExceptions;
  readonly holdings: Holdings;
}

/** How a file of a package's page is read; null where it is not there. */
type ReadText = (name: string) => Promise<string | null>;

/** Reads a package's zip, or its `index.html` where that holds everything. Throws with a sentence. */
export async function otherPackage(file: File): Promise<Side> {
  const isPage = /\.html?$/i.test(file.name);
  const { text } = isPage ? { text: pageAlone(file) } : await zipFiles(file);
  const html = await text('index.html');
  if (html === null) throw new Error('This is no package: there is no index.html in it.');
  const page = embedded(html, 'page-data') as PageData | null;
  if (!isPageData(page)) throw new Error('Its index.html is not the page of a package.');
  const parts = embedded(html, 'page-parts') as Record<string, unknown> | null;
  const part = <Part>(name: string): Promise<Part> => partOf(name, parts ?? {}, text);
  return { page, exceptions: await exceptionsOf(page, part), holdings: await holdingsOf(page, part) };
}

/** A part of a page's data, by its name. */
export type ReadPart = <Part>(name: string) => Promise<Part>;

/** What was had when the period of a page ended. */
export async function holdingsOf(page: PageData, part: ReadPart): Promise<Holdings> {
  const files = Array.from({ length: Math.ceil(page.subjects / subjectsPerFile) }, (_, file) => file);
  const wanted = accessControls(page).flatMap((control) =>
    (page.controls[control]?.files ?? []).map((file) => ({ control, file })),
  );
  const [unjudged, subjects, findings] = await Promise.all([
    // A page of an older version has none.
    page.unjudged ? part<UnjudgedFile>('unjudged') : null,
    Promise.all(files.map((file) => part<SubjectFile>(`subjects/${file}`))),
    Promise.all(
      wanted.map(async ({ control, file }) => ({
        file,
        found: await part<FindingFile>(`findings/${control}/${file}`),
      })),
    ),
  ]);
  return holdings(page, { subjects, unjudged, findings });
}

function pageAlone(file: File): ReadText {
  return async (name) => (name === 'index.html' ? await file.text() : null);
}

/** What lies in a page as data: no `<` is in it, so it ends where the element does. The page itself is not made or run. */
function embedded(html: string, id: string): unknown {
  const opening = `<script type="application/json" id="${id}">`;
  const from = html.indexOf(opening);
  if (from < 0) return null;
  try {
    return JSON.parse(html.slice(from + opening.length, html.indexOf('</script>', from)));
  } catch {
    return null;
  }
}

/** Whether it has what is looked at here; a page of an older version has less. */
function isPageData(page: PageData | null): page is PageData {
  return (
    page?.schema === 'exhibit/report/v1' &&
    [page.controls, page.datasets, page.nights, page.waivers].every(Array.isArray) &&
    typeof page.period?.from === 'string' &&
    typeof page.period.to === 'string'
  );
}

async function exceptionsOf(page: PageData, part: ReadPart): Promise<AllExceptions> {
  const files = page.controls.flatMap(({ listed }, control) =>
    listed ? [part<ExceptionFile>(`exceptions/${control}`).then((file) => ({ control, file }))] : [],
  );
  return numbered(await Promise.all(files));
}

async function partOf<Part>(
  name: string,
  parts: Readonly<Record<string, unknown>>,
  text: ReadText,
): Promise<Part> {
  const part = parts[name] ?? parsed((await text(`data/${name}.js`)) ?? '', name);
  if (part === null) throw new Error(`Its data lies beside its page: choose the whole package, as a zip.`);
  return part as Part;
}

/** A data file is one call with JSON; it is read and never run. */
function parsed(script: string, name: string): unknown {
  const before = `exhibitData(${JSON.stringify(name)},`;
  const end = script.lastIndexOf(');');
  if (!script.startsWith(before) || end < 0) return null;
  try {
    return JSON.parse(script.slice(before.length, end));
  } catch {
    return null;
  }
}
