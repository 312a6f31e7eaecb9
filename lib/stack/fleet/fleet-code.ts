import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { DeployableFleet, DeployedOrganization } from './deployable-fleet.ts';

/** Lets `use` deploy a folder that holds a ready function and, in a folder for each organization, its configuration. */
export function withOrganizations<Result>(
  ready: string,
  { organizations }: Pick<DeployableFleet, 'organizations'>,
  use: (folder: string) => Result,
): Result {
  const folder = mkdtempSync(join(tmpdir(), 'exhibit-function-'));
  try {
    cpSync(ready, folder, { recursive: true });
    for (const one of organizations) copyFiles(one, join(folder, 'organizations', one.id));
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The same with the fleet's own file, and which of the files that it names lies where. */
export function withFleet<Result>(
  ready: string,
  fleet: DeployableFleet,
  use: (folder: string) => Result,
): Result {
  return withOrganizations(ready, fleet, (folder) => {
    const { file } = fleet.fleet;
    cpSync(file, join(folder, 'fleet.yaml'));
    const ids = fleet.organizations.map((one) => [relative(dirname(file), one.file), one.id]);
    writeFileSync(join(folder, 'files.json'), JSON.stringify(Object.fromEntries(ids)));
    return use(folder);
  });
}

function copyFiles({ files }: DeployedOrganization, folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(files.configuration, join(folder, 'exhibit.yaml'));
  for (const name of files.named) cpSync(join(dirname(files.configuration), name), join(folder, name));
}
