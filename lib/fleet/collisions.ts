import { realpathSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { Signing } from '../config/configuration.ts';
import type { Report } from '../config/report.ts';
import type { Fleet } from './fleet.ts';

/** Whoever keeps seals: an organization, or the fleet itself. */
interface Keeper {
  readonly name: string;
  readonly path: readonly (string | number)[];
  readonly locker: string;
  readonly key: string;
  readonly memory: string | null;
}

/** Two that share a locker, a key or a memory could break each other's chain, and read each other's evidence. */
export function reportCollisions(fleet: Fleet, report: Report): void {
  const keepers = keepersOf(fleet);
  for (const [at, one] of keepers.entries())
    for (const earlier of keepers.slice(0, at)) {
      const shared = sharedBy(one, earlier);
      if (shared === null) continue;
      report.add('duplicate', one.path, `${shared} ${earlier.name} — give each a place and a key of its own`);
      break;
    }
}

function sharedBy(one: Keeper, other: Keeper): string | null {
  if (isWithin(one.locker, other.locker) || isWithin(other.locker, one.locker))
    return 'its locker is, or lies within or around, that of';
  if (one.key === other.key) return 'its signing key is that of';
  const memories = [one.memory, other.memory];
  if (memories[0] !== null && memories[0] === memories[1])
    return 'what its key signed last is remembered in the file of';
  return null;
}

function keepersOf({ locker, signing, organizations }: Fleet): readonly Keeper[] {
  const own = { name: 'the fleet', path: ['locker'], ...placesOf(locker, signing) };
  const present = organizations.filter(({ former }) => former === null).length;
  const others = organizations.flatMap(({ id, configuration }, at) => {
    const path = at < present ? ['organizations', at, 'configuration'] : ['former', at - present];
    return configuration
      ? [{ name: `"${id}"`, path, ...placesOf(configuration.locker, configuration.signing) }]
      : [];
  });
  return [own, ...others];
}

function placesOf(locker: string, { key, memory }: Signing): Pick<Keeper, 'locker' | 'key' | 'memory'> {
  return {
    locker: real(locker),
    key: key.from === 'file' ? real(key.name) : `kms:${key.name}`,
    memory: memory === null ? null : real(memory),
  };
}

function isWithin(inner: string, outer: string): boolean {
  const end = inner.startsWith('s3://') ? '/' : sep;
  return inner === outer || inner.startsWith(outer.endsWith(end) ? outer : `${outer}${end}`);
}

/** The place itself, where links lead to it; as far as it is there. */
function real(place: string): string {
  if (place.startsWith('s3://')) return place;
  try {
    return realpathSync(place);
  } catch {
    const above = dirname(place);
    return above === place ? place : join(real(above), basename(place));
  }
}
