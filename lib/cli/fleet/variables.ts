import { FileError, madeText } from '../../files/made-file.ts';
import { environmentFor, type Variables, variablesNamed } from '../../fleet/environment.ts';
import type { Fleet } from '../../fleet/fleet.ts';

/** The variables that each organization's file names, by its id. A file that cannot be read names none. */
export function variablesOf({ organizations }: Fleet): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    organizations.map(({ file, id }) => [id, variablesNamed(file === null ? '' : textOf(file))]),
  );
}

function textOf(file: string): string {
  try {
    return madeText(file, 1);
  } catch (error) {
    if (error instanceof FileError) return '';
    throw error;
  }
}

/** What the process of an organization's night sees of this one's environment: no other's secret, and not the fleet's own. */
export function environmentOf(
  id: string,
  named: ReadonlyMap<string, ReadonlySet<string>>,
  { webhook }: Fleet,
  environment: Variables,
): Variables {
  const others = [...named].filter(([other]) => other !== id).flatMap(([, names]) => [...names]);
  const fleets = webhook?.from === 'env' ? [webhook.name] : [];
  return environmentFor(named.get(id) ?? new Set(), new Set([...others, ...fleets]), environment);
}
