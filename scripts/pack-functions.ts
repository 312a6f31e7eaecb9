import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packedCode } from '../lib/stack/ready-functions.ts';

/**
 * Packs the code of every function in a folder of ready functions: they share most of what they are made of, and a quarter is left to
 * install. Whoever deploys them unpacks them (`builtFunctions`).
 */
export function packFunctions(folder: string): void {
  for (const path of globSync('**/index.mjs', { cwd: folder })) {
    writeFileSync(
      join(folder, `${path}${packedCode}`),
      gzipSync(readFileSync(join(folder, path)), { level: 9 }),
    );
    rmSync(join(folder, path));
  }
}
