import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Environment, required, variables } from '../../config/environment.ts';
import { ConfigurationError } from '../../config/error.ts';
import { loadConfigurationNow } from '../../config/load.ts';
import { sha256Of } from '../../evidence/sha256.ts';
import { judgedParts } from '../../nightly/functions/judged-parts.ts';
import { parseFleet } from '../configuration.ts';
import type { Fleet } from '../fleet.ts';

/** The fleet as it was deployed: its file lies beside the code, and those that it names in a folder for each organization. */
export function fleetIn(environment: Environment): Fleet {
  const folder = required(environment, variables.fleet);
  const file = join(folder, 'fleet.yaml');
  const ids = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8')) as Readonly<
    Record<string, string>
  >;
  return parseFleet(readFileSync(file, 'utf8'), file, (named) => {
    const id = ids[relative(dirname(file), named)];
    if (id === undefined) throw notDeployed(named);
    return loadConfigurationNow(join(folder, 'organizations', id, 'exhibit.yaml'), judgedParts);
  });
}

function notDeployed(file: string): ConfigurationError {
  const message = 'was not deployed with the fleet — deploy again';
  return new ConfigurationError(file, [{ code: 'unreadable', line: null, column: null, path: '', message }]);
}

/** An organization's configuration as it was deployed. */
export interface Deployed {
  readonly bytes: Buffer;
  readonly sha256: string;
}

export function deployedIn(environment: Environment, id: string): Deployed {
  const file = join(required(environment, variables.fleet), 'organizations', `${id}.object.json`);
  const bytes = readFileSync(file);
  return { bytes, sha256: sha256Of(bytes) };
}
