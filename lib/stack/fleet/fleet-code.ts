import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { readConfigurationObject } from '../../config/object.ts';
import { ownFiles } from '../deployment.ts';
import type { DeployableFleet, DeployedOrganization } from './deployable-fleet.ts';

/**
 * Lets `use` deploy a folder that holds one of the fleet's own functions, and beside it the fleet's file, which of the files that it
 * names is whose, and of each organization the configuration, as an object and as the files that it names.
 */
export function withFleet<Result>(
  ready: string,
  { fleet, organizations }: DeployableFleet,
  use: (folder: string) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-function-'));
  try {
    cpSync(ready, folder, { recursive: true });
    cpSync(fleet.file, join(folder, 'fleet.yaml'));
    const ids = organizations.map(({ file, id }) => [relative(dirname(fleet.file), file), id]);
    writeFileSync(join(folder, 'files.json'), JSON.stringify(Object.fromEntries(ids)));
    for (const one of organizations) write(one, join(folder, 'organizations'));
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write({ configuration, id, object }: DeployedOrganization, folder: string): void {
  const own = ownFiles(configuration).map(({ absolute, name }) => ({ name, bytes: readFileSync(absolute) }));
  for (const { name, bytes } of [...(readConfigurationObject(object.bytes)?.files ?? []), ...own]) {
    const file = join(folder, id, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  writeFileSync(join(folder, `${id}.object.json`), object.bytes);
}
