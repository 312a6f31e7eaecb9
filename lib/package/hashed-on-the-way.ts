import type { FileFact, ListedFile, LockerReader } from '../seal/verify/reader.ts';

/** A reader that is told the hashes of files by whoever puts these into the package. */
export interface HashedOnTheWay {
  readonly reader: LockerReader;
  tell(fact: FileFact): void;
  /** Says that no more will be told. */
  fail(error: Error): void;
}

/**
 * Verifying needs the hash of every file, and so does packing: a year would be read twice. Verifying waits here for what
 * packing found. What is held against the seals is then the very bytes that the package holds.
 * @param paths of the files that will be told of; others are hashed by the reader itself
 * @param listed what lies in folders that were listed already
 */
export function hashedOnTheWay(
  reader: LockerReader,
  paths: Iterable<string>,
  listed: ReadonlyMap<string, readonly ListedFile[]> = new Map(),
): HashedOnTheWay {
  const awaited = new Map<string, PromiseWithResolvers<FileFact>>();
  for (const path of paths) {
    const fact = Promise.withResolvers<FileFact>();
    // Nobody may ever ask for it.
    fact.promise.catch(() => {});
    awaited.set(path, fact);
  }
  return {
    reader: {
      ...reader,
      files: async (folder) => listed.get(folder) ?? (await reader.files(folder)),
      async hash(wanted) {
        const others = wanted.filter((path) => !awaited.has(path));
        const hashed = new Map((await reader.hash(others)).map((fact) => [fact.path, fact]));
        const facts = wanted.map((path) => awaited.get(path)?.promise ?? hashed.get(path));
        return (await Promise.all(facts)).filter((fact) => fact !== undefined);
      },
    },
    tell(fact) {
      awaited.get(fact.path)?.resolve(fact);
    },
    fail(error) {
      for (const { reject } of awaited.values()) reject(error);
    },
  };
}
