import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import type { Configuration, KnownParts, KnownProviders, OwnModule } from '../../config/configuration.ts';
import { type Environment, optional, variables } from '../../config/environment.ts';
import { loadConfiguration } from '../../config/load.ts';
import { configurationName, ownFileName } from '../../config/object.ts';
import { RunError } from '../run-error.ts';
import type { PinnedObject } from './pinned.ts';

/**
 * Lets `use` work by a configuration, read as `exhibit run` reads it: from a folder that holds it and the files that it names, and
 * that is gone afterwards. Files that declare a provider are code, and lie with the function's.
 */
export async function withUnpacked<Result>(
  object: PinnedObject,
  { environment, known }: { readonly environment: Environment; readonly known: KnownParts | KnownProviders },
  use: (configuration: Configuration) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'exhibit-configuration-'));
  try {
    for (const { name, bytes } of object.files) {
      const file = join(folder, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes, { mode: 0o600 });
    }
    const configuration = await loadConfiguration(join(folder, configurationName), {
      ...known,
      ...ownIn(known, object, folder, environment),
    });
    return await use({ ...configuration, object: object.sha256 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ownIn(
  { own }: KnownParts | KnownProviders,
  { code }: PinnedObject,
  folder: string,
  environment: Environment,
): Pick<KnownProviders, 'own'> {
  const place = optional(environment, variables.ownProviders);
  if (own === undefined || place === null) return own === undefined ? {} : { own };
  return {
    own(file): OwnModule | null {
      const name = relative(folder, file).split(sep).join('/');
      const wanted = code.find((one) => one.name === name)?.sha256;
      // Where a function holds the files of many, each is called after its hash.
      const byHash = join(place, ownFileName(wanted ?? ''));
      const made = own(existsSync(byHash) ? byHash : join(place, name));
      if (made === null || made.said.sha256 === wanted) return made;
      throw new RunError(
        'not-deployed',
        `The configuration needs another ${name} than this function was deployed with. Deploy again (npm run deploy), and start the night again.`,
      );
    },
  };
}
