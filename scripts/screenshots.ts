/**
 * Takes the pictures of the demonstration company's report that README.md, docs/auditor-guide.md and docs/page.md show:
 * `npm run screenshots`. Run it when the page or the company changes; a test says when that was forgotten.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, type Page, chromium as starter } from 'playwright-core';
import { makeDemoPackage } from '../demo/package.ts';
import { root } from './bundling.ts';
import { takePagePictures } from './page-pictures.ts';
import { madeFrom } from './screenshots-made-from.ts';

const images = fileURLToPath(new URL('../docs/images/', import.meta.url));

interface Picture {
  readonly name: string;
  readonly hash: string;
  readonly dark?: true;
  /** Pixels; by default a window's. */
  readonly height?: number;
  /** What is done in the page before. */
  readonly ready?: (page: Page) => Promise<void>;
}

const openOrigin = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Where it comes from' }).first().click();
  await page.locator('.origin').first().waitFor();
  await page.locator('.record').first().scrollIntoViewIfNeeded();
  await page.evaluate('document.querySelector(".record").scrollIntoView()');
};

const pictures: readonly Picture[] = [
  { name: 'overview', hash: '#/', height: 980 },
  { name: 'grid', hash: '#/grid', height: 700 },
  { name: 'grid-dark', hash: '#/grid', dark: true, height: 700 },
  { name: 'control', hash: '#/control/google-workspace.mfa-enforced', height: 920 },
  { name: 'dataset', hash: '#/dataset/google%2Fusers', height: 920 },
  { name: 'record', hash: '#/subject/', height: 980, ready: openOrigin },
];

const browserProgram = execFileSync(process.execPath, [join(root, 'scripts', 'browser.mjs')], {
  encoding: 'utf8',
}).trim();
const folder = await mkdtemp(join(tmpdir(), 'exhibit-screenshots-'));
const browser = await starter.launch({
  executablePath: browserProgram,
  args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
});
try {
  const made = await makeDemoPackage(folder);
  const url = pathToFileURL(join(made.folder, 'index.html')).href;
  await mkdir(images, { recursive: true });
  for (const picture of pictures) await take(browser, url, picture);
  await takePagePictures(browser, made, await mkdtemp(join(folder, 'pages-')));
  await writeFile(join(images, 'made-from.json'), `${JSON.stringify(await madeFrom(), null, 2)}\n`);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

async function take(
  from: Browser,
  url: string,
  { name, hash, dark, height = 900, ready }: Picture,
): Promise<void> {
  const page = await from.newPage({
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width: 1200, height },
  });
  const address = hash === '#/subject/' ? await subjectOf(page, url) : hash;
  await page.goto(`${url}${address}`);
  await page.locator('main[data-shown]').waitFor();
  await ready?.(page);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await page.close();
}

/** The address of somebody who failed, found as an auditor would: by the list of what failed. */
async function subjectOf(page: Page, url: string): Promise<string> {
  await page.goto(url);
  const first = page.locator('.spells a[href^="#/subject/"]', { hasText: 'bettina' }).first();
  return (await first.getAttribute('href')) ?? '#/';
}
