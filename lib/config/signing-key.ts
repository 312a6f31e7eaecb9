import { resolve } from 'node:path';
import type { Signing } from './configuration.ts';
import { memoryBeside } from './defaults.ts';

interface Given {
  readonly key?: string | undefined;
  readonly memory?: string | undefined;
}

/**
 * The key that a file's `signing` names, and where it is remembered what it signed last: beside a key file, where nothing is
 * said.
 *
 * @param usual the key without a word on it, as `file:PATH`
 */
export function signingKeyOf(
  given: Given | null | undefined,
  usual: string,
  folder: string,
): Pick<Signing, 'key' | 'memory'> {
  const [from, ...rest] = (given?.key ?? usual).split(':');
  const name = rest.join(':');
  const memory = given?.memory ?? (from === 'kms' ? null : memoryBeside(name));
  return {
    key: from === 'kms' ? { from, name } : { from: 'file', name: resolve(folder, name) },
    memory: memory === null ? null : placeIn(folder, memory),
  };
}

/** A place that a file names: a path relative to the file's folder, or one in a bucket as it is. */
export function placeIn(folder: string, place: string): string {
  return place.startsWith('s3://') ? place : resolve(folder, place);
}
