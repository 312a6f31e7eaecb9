import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where AWS Lambda unpacks a function's code. */
export const unpacked = '/var/task';

/** A company's own file that declares a provider: code, which goes with the functions. */
export interface OwnFile {
  /** The provider's id. */
  readonly id: string;
  readonly absolute: string;
  /** As the configuration names it: relative to its folder, with `/`. */
  readonly name: string;
}

/**
 * Lets `use` deploy a folder that holds a ready function, and beside it files of the company's own. The folder is there until
 * `use` returns. Without such files it is the ready one, which is one asset however many functions are made of it.
 */
export function withCode<Result>(
  ready: string,
  own: readonly OwnFile[],
  use: (folder: string) => Result,
): Result {
  if (own.length === 0) return use(ready);
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-function-'));
  try {
    cpSync(ready, folder, { recursive: true });
    for (const { absolute, name } of own) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      cpSync(absolute, join(folder, name));
    }
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
