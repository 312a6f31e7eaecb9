import { meant } from '../../config/suggestions.ts';
import { catalog } from '../../controls/catalog.ts';
import { custom } from '../../controls/custom/index.ts';
import type { Fleet, Organization } from '../../fleet/fleet.ts';
import { loadFleet } from '../../fleet/load.ts';
import { loadOwnProvider } from '../../own-providers/load.ts';
import { manifests } from '../../providers/manifests.ts';
import { CommandError } from '../exit.ts';
import type { ConfigOption } from '../open.ts';
import { callerPath } from '../paths.ts';

/** What makes the fleet's locker. */
export const firstNight = 'exhibit fleet run';

/** Reads `fleet.yaml` and every file that it names. Throws `ConfigurationError` with every fault of its own. */
export function openFleet({ config }: ConfigOption): Fleet {
  return loadFleet(callerPath(config), {
    providers: manifests,
    controls: catalog,
    custom,
    own: loadOwnProvider,
  });
}

/** Those of the ids, or all. Throws `CommandError` for one that the file does not name. */
export function organizationsNamed(
  { organizations, file }: Fleet,
  ids: readonly string[] | undefined,
): readonly Organization[] {
  const unknown = ids?.find((id) => !organizations.some((one) => one.id === id));
  if (unknown !== undefined) {
    const known = organizations.map((one) => one.id);
    throw new CommandError(
      `${file} names no organization "${unknown}". ${meant(unknown, known, '`exhibit fleet status` lists them.')}`,
    );
  }
  return organizations.filter(({ id }) => ids === undefined || ids.includes(id));
}
