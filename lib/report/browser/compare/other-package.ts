import type { ExceptionFile, PageData } from '../../page-data.ts';
import { type AllExceptions, numbered } from '../numbered.ts';
import { zipFiles } from './zip-files.ts';

/** What is compared of a package. */
export interface Side {
  readonly page: PageData;
  readonly exceptions: AllExceptions;
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
  return { page, exceptions: await exceptionsOf(page, parts ?? {}, text) };
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

async function exceptionsOf(
  page: PageData,
  parts: Readonly<Record<string, unknown>>,
  text: ReadText,
): Promise<AllExceptions> {
  const files = page.controls.flatMap(({ listed }, control) =>
    listed ? [partOf(`exceptions/${control}`, parts, text).then((file) => ({ control, file }))] : [],
  );
  return numbered(await Promise.all(files));
}

async function partOf(
  name: string,
  parts: Readonly<Record<string, unknown>>,
  text: ReadText,
): Promise<ExceptionFile> {
  const part = parts[name] ?? parsed((await text(`data/${name}.js`)) ?? '', name);
  if (part === null)
    throw new Error(`Its exceptions lie beside its page: choose the whole package, as a zip.`);
  return part as ExceptionFile;
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
