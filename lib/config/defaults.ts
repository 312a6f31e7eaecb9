import type { Limits } from './limits.ts';

/** What holds where the configuration has no word on it. The template and the documents are held to these. */
export const defaults = {
  /** Local time of the nightly run. */
  schedule: '02:00',
  /** Beside the configuration, as the two that follow. */
  locker: './evidence',
  signingKey: '.exhibit/signing-key.pem',
  /** Seconds that one request may be retried. */
  patience: 120,
  remindEveryDays: 7,
  /** How long evidence on AWS cannot be deleted by anybody. */
  retentionYears: 7,
  /** Many times what the largest tenants need, and small enough to end by itself what has no end. */
  limits: {
    answerMegabytes: 32,
    fileMegabytes: 32,
    datasetRecords: 5_000_000,
    datasetSeconds: 2 * 3600,
    runSeconds: 6 * 3600,
  } satisfies Limits,
} as const;

/** Where a key file has what it signed last remembered, unless another place is named. */
export const memoryBeside = (key: string): string => `${key}.head.json`;
