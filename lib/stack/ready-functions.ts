import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** What the name of a function's code ends with where it is packed. */
export const packedCode = '.gz';

let unpacked: string | null = null;

/**
 * A folder of the functions that lie packed beside this code where it is installed. It is there until the process ends: the CDK copies
 * what it deploys. Throws where there are none.
 */
export function builtFunctions(): string {
  const packed = fileURLToPath(new URL('./functions', import.meta.url));
  if (!existsSync(packed))
    throw new Error(
      'There are no functions to deploy beside the construct. Take it from the installed package (exhibit/cdk), or name a folder of functions (functions:).',
    );
  unpacked ??= unpack(packed);
  return unpacked;
}

function unpack(packed: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-functions-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  cpSync(packed, folder, { recursive: true });
  for (const path of globSync(`**/*${packedCode}`, { cwd: folder })) {
    const file = join(folder, path);
    writeFileSync(file.slice(0, -packedCode.length), gunzipSync(readFileSync(file)));
    rmSync(file);
  }
  return folder;
}
