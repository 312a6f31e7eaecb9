import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LockerReader } from '../seal/verify/reader.ts';

/** Puts every file of a package into the folder, and gives the folder that holds them. */
export async function unpack(reader: LockerReader, folder: string): Promise<string> {
  const root = resolve(folder, 'report');
  for (const { path, regular } of await reader.files('')) {
    const target = resolve(root, path);
    // A name that leads elsewhere was not written by us.
    if (!regular || relative(root, target).startsWith('..')) continue;
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const content = reader.stream?.(path) ?? [(await reader.read(path)) ?? Buffer.alloc(0)];
    await pipeline(Readable.from(content), createWriteStream(target, { mode: 0o600 }));
  }
  return root;
}
