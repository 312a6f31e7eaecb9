import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, type Page, chromium as starter } from 'playwright-core';
import { reportFiles } from '../../lib/report/files.ts';
import type { ReportModel, ReportSources } from '../../lib/report/model.ts';
import { withoutShift } from '../clock-environment.ts';
import { waitMs } from '../time-limits.ts';

/** Nothing that would let a page do more than it may: the browser's own rules for pages from disk are under test too. */
const switches = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-gpu'];

const script = fileURLToPath(new URL('../../scripts/browser.mjs', import.meta.url));
/** Path of the browser's program, which is fetched if need be. */
const browserProgram = (): string => execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim();

/** A real browser, or null with a line that says why there is none; where CI=true it must start. */
export async function startBrowser(): Promise<Browser | null> {
  try {
    const executablePath = browserProgram();
    const env = withoutShift();
    return await starter.launch({ executablePath, headless: true, args: switches, env, timeout: waitMs });
  } catch (error) {
    if (process.env.CI === 'true') throw error;
    process.stderr.write(`Skipped: no browser can be started here (${String(error).split('\n')[0]}).\n`);
    return null;
  }
}

export async function writeReport(
  folder: string,
  model: ReportModel,
  sources: ReportSources,
): Promise<string> {
  for await (const { path, content } of reportFiles(model, sources)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return pathToFileURL(join(folder, 'index.html')).href;
}

export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-report-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A page together with everything that it should not have done. */
export interface Watched {
  readonly page: Page;
  readonly faults: string[];
  /** Goes to a view and waits until it is there. */
  readonly go: (hash: string) => Promise<void>;
}

export async function watched(
  browser: Browser,
  url: string,
  scheme: 'light' | 'dark' = 'light',
): Promise<Watched> {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1360, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'log') faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.setDefaultTimeout(waitMs);
  await page.route('**/*', (route) => {
    const to = route.request().url();
    if (to.startsWith('file:') || to.startsWith('data:')) return route.continue();
    faults.push(`request: ${to}`);
    return route.abort();
  });
  await page.goto(url);
  const go = async (hash: string): Promise<void> => {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.waitForSelector(`main[data-shown=${JSON.stringify(hash)}]`);
    if (await page.locator('main [role="alert"]').count())
      faults.push(`${hash}: ${await page.locator('main [role="alert"]').first().textContent()}`);
  };
  await page.waitForSelector('main[data-shown]');
  return { page, faults, go };
}
