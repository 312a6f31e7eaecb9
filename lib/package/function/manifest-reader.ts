import { sha256Of } from '../../evidence/sha256.ts';
import type { LockerReader } from '../../seal/verify/reader.ts';
import { beforeFolder } from '../before.ts';
import type { Manifest } from '../manifest.ts';
import { isOfLocker } from '../verify/package-reader.ts';

/** A locker as a manifest lists it. */
export interface ManifestReader extends LockerReader {
  /** Files that were read and are others in the locker than in the manifest. */
  readonly differing: ReadonlySet<string>;
}

/**
 * The locker that a package says it was made from: there are the files that its manifest lists, with the hashes that it
 * lists. What has to be read is read from the real locker, and counts only where it is what is listed.
 * @param read reads from the real locker
 */
export function manifestReader(
  { files }: Manifest,
  read: (key: string) => Promise<Buffer | null>,
): ManifestReader {
  const listed = new Map(files.map((file) => [file.path, file]));
  const differing = new Set<string>();
  return {
    differing,
    async names(folder) {
      const prefix = folder === '' ? '' : `${folder}/`;
      const below = [...listed.keys()].filter((path) => path.startsWith(prefix));
      const names = new Set(below.map((path) => path.slice(prefix.length).split('/')[0] ?? ''));
      return [...names].filter((name) => folder !== '' || isOfLocker(name)).sort();
    },
    async files(folder) {
      const paths = [...listed.keys()].filter((path) => path === folder || path.startsWith(`${folder}/`));
      return paths.map((path) => ({ path, regular: true }));
    },
    async read(path) {
      const file = listed.get(path);
      const bytes = file && (await read(keyOf(path)));
      if (bytes && sha256Of(bytes) === file.sha256 && bytes.length === file.bytes) return bytes;
      if (file) differing.add(path);
      return null;
    },
    async hash(paths) {
      return paths.map((path) => {
        const { sha256: hash = null, bytes = 0 } = listed.get(path) ?? {};
        return { path, sha256: hash, bytes, finishedAt: null };
      });
    },
    async close() {},
  };
}

/** What lies in a package under `before/` lies in the locker without it. */
function keyOf(path: string): string {
  return path.startsWith(`${beforeFolder}/`) ? path.slice(beforeFolder.length + 1) : path;
}
