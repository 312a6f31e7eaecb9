import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { madeOnce } from '../text/made-once.ts';

/** What the name of a function's code ends with where it is packed. */
export const packedCode = '.gz';

const packed = fileURLToPath(new URL('./functions', import.meta.url));
const unpacked = madeOnce(unpack);

/**
 * A folder of the functions that lie packed beside this code where it is installed. It is there until the process ends: the CDK copies
 * what it deploys. Throws where there are none.
 */
export function builtFunctions(): string {
  if (!existsSync(packed))
    throw new Error(
      'There are no functions to deploy beside the construct. Take it from the installed package (exhibit/cdk), or name a folder of functions (functions:).',
    );
  return unpacked();
}

function unpack(): string {
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
