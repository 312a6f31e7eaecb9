import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { ReportModel, ReportSources } from '../../lib/report/model.ts';
import { startBrowser, type Watched, watched, writeReport } from './browser.ts';

interface Made {
  readonly model: ReportModel;
  readonly sources: ReportSources;
}

interface Shown {
  readonly scheme?: 'light' | 'dark';
  /** Which report; by default the first that was made. */
  readonly report?: () => string;
}

export interface InBrowser {
  /** A folder of this file's tests, removed after the last. */
  readonly folder: () => string;
  /** Whether a browser was started. */
  readonly browsing: () => boolean;
  /** Writes a report before the tests; gives its address once they run. */
  readonly report: (make: () => Made) => () => string;
  /** A test in a window of its own; nothing may go wrong in the page, and nothing may be asked elsewhere. */
  readonly shown: (name: string, use: (watched: Watched) => Promise<void>, options?: Shown) => void;
}

/** One browser for a file of tests. Where none can start, its tests pass without having been run, after a line that says so. */
export function inBrowser(): InBrowser {
  let browser: Browser | null = null;
  let folder = '';
  const addresses: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exhibit-report-'));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    folder: () => folder,
    browsing: () => browser !== null,
    report(make) {
      const at = addresses.push('') - 1;
      beforeAll(async () => {
        if (!browser) return;
        const { model, sources } = make();
        addresses[at] = await writeReport(await mkdtemp(join(folder, 'report-')), model, sources);
      });
      return () => addresses[at] ?? '';
    },
    shown(name, use, { scheme = 'light', report = () => addresses[0] ?? '' } = {}) {
      test(name, async () => {
        if (!browser) return;
        const seen = await watched(browser, report(), scheme);
        try {
          await use(seen);
          expect(seen.faults).toEqual([]);
        } finally {
          await seen.page.context().close();
        }
      });
    },
  };
}
