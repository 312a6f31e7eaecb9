import { attestationFolders } from '../../seal/verify/attestations.ts';
import type { FileFact, LockerReader } from '../../seal/verify/reader.ts';
import type { Manifest } from '../manifest.ts';

/** The parts of a package that are a locker's. */
const rooms = ['runs', 'chain', 'keys', ...attestationFolders];

/** Whether what has that name at the top of a package lies so in a locker. */
export function isOfLocker(name: string): boolean {
  return rooms.includes(name);
}

/**
 * The locker that a package was made from, as its seals know it. A file in which people were replaced counts as what
 * was sealed in its place, as long as it is the one that the manifest speaks of; one that was withheld counts as there.
 * The manifest cannot lie about what was sealed: the seals themselves name those hashes.
 * @param facts of every file of the package
 */
export function lockerIn(
  reader: LockerReader,
  manifest: Manifest,
  facts: ReadonlyMap<string, FileFact>,
): LockerReader {
  const replacing = manifest.pseudonyms !== null;
  const files = new Map(replacing ? manifest.files.map((file) => [file.path, file]) : []);
  const withheld = new Map(replacing ? manifest.withheld.map((file) => [file.path, file]) : []);
  const factOf = (path: string): FileFact => {
    const absent = withheld.get(path);
    const fact = facts.get(path);
    if (!fact && absent) return { path, sha256: absent.sha256, bytes: absent.bytes, finishedAt: null };
    if (!fact) return { path, sha256: null, bytes: 0, finishedAt: null };
    const listed = files.get(path);
    const replaced = listed?.original && fact.sha256 === listed.sha256 ? listed.original : undefined;
    return replaced ? { ...fact, ...replaced } : fact;
  };
  return {
    async names(folder) {
      const there = await reader.names(folder);
      return folder === '' ? there.filter(isOfLocker) : there;
    },
    async files(folder) {
      const there = await reader.files(folder);
      const absent = [...withheld.keys()].filter((path) => path.startsWith(`${folder}/`) && !facts.has(path));
      return [...there, ...absent.map((path) => ({ path, regular: true }))];
    },
    read: (path) => reader.read(path),
    async hash(paths) {
      return paths.map(factOf);
    },
    async close() {},
  };
}
