import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { withoutShift } from '../clock-environment.ts';
import { waitMs } from '../time-limits.ts';

/** What is used here of the driver, which is fetched where Firefox is installed and nowhere else. */
interface Driver {
  launch(options: object): Promise<Firefox>;
}

export interface Firefox {
  newPage(): Promise<FirefoxPage>;
  close(): Promise<void>;
}

interface Asked {
  url(): string;
  continue(): Promise<void>;
  abort(): Promise<void>;
}

export interface FirefoxPage {
  goto(url: string): Promise<unknown>;
  /** @param text of the page's own script */
  evaluate(text: string): Promise<unknown>;
  waitForSelector(selector: string): Promise<unknown>;
  setViewport(size: { width: number; height: number }): Promise<void>;
  setRequestInterception(whether: true): Promise<void>;
  setDefaultTimeout(ms: number): void;
  pdf(options: object): Promise<Uint8Array>;
  close(): Promise<void>;
  on(event: 'request', told: (request: Asked) => void): void;
  on(event: 'console', told: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', told: (error: Error) => void): void;
  readonly keyboard: { press(key: 'Tab' | 'Enter'): Promise<void> };
}

const script = fileURLToPath(new URL('../../scripts/firefox.mjs', import.meta.url));
/** 0 is dark, and 1 light: what a page is told that the reader prefers. */
const scheme = 'layout.css.prefers-color-scheme.content-override';

/** Firefox, or null with a line that says why there is none. Where it is installed and CI=true it must start. */
export async function startFirefox(prefers: 'light' | 'dark'): Promise<Firefox | null> {
  const found = installed();
  if (!found) return null;
  const driver: Driver = (await import(found.driver)).default;
  return await driver.launch({
    browser: 'firefox',
    executablePath: found.program,
    headless: true,
    env: withoutShift(),
    timeout: waitMs,
    protocolTimeout: waitMs,
    extraPrefsFirefox: { [scheme]: prefers === 'dark' ? 0 : 1 },
  });
}

function installed(): { program: string; driver: string } | null {
  try {
    return JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8', stdio: 'pipe' }));
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    process.stderr.write(`Skipped: ${(stderr ?? String(error)).trim().split('\n').at(-1)}.\n`);
    return null;
  }
}

/** A page with everything that it should not have done. */
export interface WatchedFirefox {
  readonly page: FirefoxPage;
  readonly faults: string[];
  /** Goes to a view and waits until it is there. */
  readonly go: (hash: string) => Promise<void>;
}

export async function watchedFirefox(browser: Firefox, url: string): Promise<WatchedFirefox> {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.setDefaultTimeout(waitMs);
  await page.setViewport({ width: 1360, height: 900 });
  page.on('console', (message) => {
    if (message.type() !== 'log') faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', ({ message }) => faults.push(`error: ${message}`));
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    if (/^(file|data):/.test(request.url())) return void request.continue();
    faults.push(`request: ${request.url()}`);
    void request.abort();
  });
  await page.goto(url);
  await page.waitForSelector('main[data-shown]');
  const go = async (hash: string): Promise<void> => {
    await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.waitForSelector(`main[data-shown=${JSON.stringify(hash)}]`);
    const alert = await page.evaluate('document.querySelector("main [role=alert]")?.textContent ?? null');
    if (alert !== null) faults.push(`${hash}: ${alert}`);
  };
  return { page, faults, go };
}
