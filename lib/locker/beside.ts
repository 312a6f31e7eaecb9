import type { Entry, Locker } from './locker.ts';

/**
 * A locker as it would be with what is written now: everything in `below` is there to be read, and whatever is written goes
 * to `above`. Nothing of `below` is touched, not even its lock.
 */
export function lockerBeside(below: Locker, above: Locker): Locker {
  const holder = async (key: string): Promise<Locker> => ((await above.exists(key)) ? above : below);
  return {
    ...above,
    location: below.location,
    read: async (key) => (await holder(key)).read(key),
    local: async (key) => (await holder(key)).local(key),
    // Where it lies depends on which of the two has it; both tell by `local`.
    pathOf: () => null,
    readPart: async (key, offset, bytes) => (await holder(key)).readPart(key, offset, bytes),
    release: async (key) => (await holder(key)).release(key),
    exists: async (key) => (await above.exists(key)) || (await below.exists(key)),
    list: async (prefix) => merged(await below.list(prefix), await above.list(prefix)),
    names: async (prefix) =>
      [...new Set([...(await below.names(prefix)), ...(await above.names(prefix))])].sort(),
    close: async () => {
      await above.close();
      await below.close();
    },
  };
}

function merged(below: readonly Entry[], above: readonly Entry[]): Entry[] {
  const entries = new Map([...below, ...above].map((entry) => [entry.key, entry]));
  return [...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
