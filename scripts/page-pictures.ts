/**
 * The pictures of `docs/page.md`: each view at three widths, in the dark theme and as it is printed, on one sheet. Made with
 * the others by `npm run screenshots`.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { type DemoPackage, packageOf, unpackZip } from '../demo/package.ts';
import { type PageView, pageViews } from './page-views.ts';

const images = fileURLToPath(new URL('../docs/images/page/', import.meta.url));

/** No picture is larger, in bytes: of a sheet that would be, the quality is less. */
export const mostBytes = 150_000;

interface Look {
  readonly label: string;
  readonly width: number;
  readonly dark?: true;
  readonly printed?: true;
}

/** What A4 leaves within its margins is 688 pixels wide and 986 high. */
const looks: readonly (readonly Look[])[] = [
  [
    { label: '1440 pixels', width: 1440 },
    { label: '1440 pixels, dark', width: 1440, dark: true },
  ],
  [
    { label: '1024 pixels', width: 1024 },
    { label: '390 pixels', width: 390 },
    { label: '390 pixels, dark', width: 390, dark: true },
    { label: 'printed on A4', width: 688, printed: true },
  ],
];
const height = 986;

/** @param folder an empty one */
export async function takePagePictures(browser: Browser, made: DemoPackage, folder: string): Promise<void> {
  const pages = await pagesOf(made, folder);
  await rm(images, { recursive: true, force: true });
  await mkdir(images, { recursive: true });
  for (const view of pageViews) {
    const rows = [];
    for (const row of looks)
      rows.push(await Promise.all(row.map((look) => shot(browser, pages, view, look))));
    await writeFile(join(images, `${view.name}.webp`), await sheetOf(browser, rows));
  }
}

interface Pages {
  readonly whole: string;
  readonly later: string;
  readonly running: string;
  /** The zip of the first half of the period. */
  readonly earlier: string;
}

async function pagesOf({ config, folder: whole }: DemoPackage, folder: string): Promise<Pages> {
  const [earlier, later] = [join(folder, 'earlier.zip'), join(folder, 'later.zip')];
  await packageOf(config, '2026-10-24', '2026-11-07', earlier);
  await packageOf(config, '2026-11-08', '2026-11-22', later);
  await unpackZip(later, join(folder, 'later'));
  const page = join(whole, 'index.html');
  const running = join(dirname(page), 'running.html');
  const opened = '{"opened":"2026-11-22T08:12:00.000Z","schema":"exhibit/report/v1"';
  await writeFile(running, (await readFile(page, 'utf8')).replace('{"schema":"exhibit/report/v1"', opened));
  return { whole: page, later: join(folder, 'later', 'index.html'), running, earlier };
}

async function shot(browser: Browser, pages: Pages, view: PageView, look: Look): Promise<Taken> {
  const { dark, label, printed, width } = look;
  const page = await browser.newPage({
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height },
  });
  try {
    await page.goto(`${pathToFileURL(pages[view.of ?? 'whole']).href}${view.hash}`);
    await page.locator('main[data-shown]').waitFor();
    await view.ready?.(page, pages.earlier);
    if (printed) {
      await page.evaluate('dispatchEvent(new Event("beforeprint"))');
      await page.emulateMedia({ media: 'print' });
    }
    await page.evaluate('scrollTo(0, 0)');
    const bytes = await page.screenshot({ type: 'jpeg', quality: 95 });
    return { label, width, data: bytes.toString('base64') };
  } finally {
    await page.close();
  }
}

interface Taken {
  readonly label: string;
  readonly width: number;
  /** JPEG in base64. */
  readonly data: string;
}

/** Draws the pictures beside and below each other, less than half as large, as one WebP. */
async function sheetOf(browser: Browser, rows: readonly (readonly Taken[])[]): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    for (const quality of [0.7, 0.6, 0.5, 0.4, 0.3]) {
      const encoded = await page.evaluate(`(${drawSheet})(${JSON.stringify(rows)}, ${height}, ${quality})`);
      const bytes = Buffer.from(String(encoded), 'base64');
      if (bytes.length <= mostBytes) return bytes;
    }
    throw new Error(`A sheet is larger than ${mostBytes} bytes.`);
  } finally {
    await page.close();
  }
}

/** Runs in the browser, so it is a text. */
const drawSheet = `async (rows, height, quality) => {
  const [scale, gap, label] = [0.47, 14, 22];
  const wide = (row) => row.reduce((sum, { width }) => sum + width * scale + gap, gap);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(Math.max(...rows.map(wide)));
  canvas.height = Math.ceil(rows.length * (height * scale + gap + label) + gap);
  const context = canvas.getContext('2d');
  context.fillStyle = '#c9ced4';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.font = '13px sans-serif';
  let top = gap;
  for (const row of rows) {
    let left = gap;
    for (const { data, label: words, width } of row) {
      const image = new Image();
      image.src = 'data:image/jpeg;base64,' + data;
      await image.decode();
      context.fillStyle = '#15191e';
      context.fillText(words, left, top + 14);
      context.drawImage(image, left, top + label, width * scale, height * scale);
      left += width * scale + gap;
    }
    top += height * scale + gap + label;
  }
  return canvas.toDataURL('image/webp', quality).split(',')[1];
}`;
