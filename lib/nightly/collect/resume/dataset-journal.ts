import { copyFile, link } from 'node:fs/promises';
import type { Fetch } from '../../../http/fetch.ts';
import { lineWriter } from '../../../locker/line-writer.ts';
import type { Call } from './call.ts';
import type { CheckpointCalls } from './checkpoint-calls.ts';
import { type ResumedFetchOptions, resumedFetch } from './resumed-fetch.ts';

/** What is written down of one dataset while it is collected, so that another invocation can go on from there. */
export interface DatasetJournal {
  /** When the first invocation began with the dataset; null when that is now. */
  readonly startedAt: Date | null;
  /** Attempts at questions so far, those of earlier invocations included. */
  readonly attempts: number;
  fetch(options: Omit<ResumedFetchOptions, 'checkpoint' | 'log'>): Fetch;
  /** Ends it. `raw` is the dataset's raw file, of which a second name is kept: the file itself may go to the locker. */
  finish(raw: { readonly path: string; readonly sha256: string } | null): Promise<JournalFiles>;
}

export interface JournalFiles {
  readonly raw: { readonly path: string; readonly sha256: string } | null;
  readonly calls: { readonly path: string; readonly sha256: string };
}

/** @param path of the journal, in the folder of the collection's unfinished files */
export function datasetJournal(
  path: string,
  startedAt: Date | null,
  checkpoint: CheckpointCalls,
): DatasetJournal {
  const lines = lineWriter(path);
  let attempts = 0;
  const log = (call: Call): void => {
    attempts += call.attempts;
    lines.add(JSON.stringify(call));
  };
  return {
    startedAt,
    get attempts() {
      return attempts;
    },
    fetch: (options) => resumedFetch({ ...options, checkpoint, log }),
    async finish(raw) {
      await checkpoint.end();
      const { sha256 } = lines.finish();
      const second = `${path}.raw`;
      if (raw) await link(raw.path, second).catch(() => copyFile(raw.path, second));
      return { raw: raw && { path: second, sha256: raw.sha256 }, calls: { path, sha256 } };
    },
  };
}
