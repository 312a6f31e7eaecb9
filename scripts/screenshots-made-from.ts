import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Of } from '../lib/evidence/sha256.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the pictures were made from, and what they are: hashes by file. Cheap to compare, unlike pictures. */
export interface MadeFrom {
  readonly sources: Readonly<Record<string, string>>;
  readonly pictures: Readonly<Record<string, string>>;
}

export async function madeFrom(): Promise<MadeFrom> {
  const page = ['lib/report/page.generated.ts', 'lib/report/page.ts'];
  return {
    sources: await hashes([...page, ...(await filesIn('demo/company', '.ts'))]),
    pictures: await hashes([
      ...(await filesIn('docs/images', '.png')),
      ...(await filesIn('docs/images/page', '.webp')),
    ]),
  };
}

async function filesIn(folder: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(join(root, folder));
  return names
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${folder}/${name}`);
}

async function hashes(paths: readonly string[]): Promise<Record<string, string>> {
  const entries = paths.map(async (path) => {
    const bytes = await readFile(join(root, path));
    return [path, sha256Of(bytes)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
