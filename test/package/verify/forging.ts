import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256Of } from '../../../lib/evidence/sha256.ts';
import {
  formatManifest,
  type Manifest,
  manifestPath,
  readManifest,
  signaturePath,
} from '../../../lib/package/manifest.ts';
import { signManifest } from '../../../lib/package/signature.ts';
import type { Signer } from '../../../lib/seal/signer.ts';

/** What somebody who may sign manifests makes of an unpacked package. */
export interface Forger {
  read(path: string): string;
  /** Changes a file and says in the manifest what it is now. */
  write(path: string, text: string): void;
  /** Removes a file, in the manifest as well. */
  remove(path: string): void;
  /** Says something else in the manifest. */
  say(change: (manifest: Manifest) => Manifest): void;
  /** Signs it all. */
  sign(signer: Signer): Promise<void>;
}

export function forgerOf(folder: string): Forger {
  const at = (path: string): string => join(folder, path);
  let manifest = readManifest(readFileSync(at(manifestPath)));
  const put = (path: string, bytes: Buffer | string): void => {
    rmSync(at(path), { force: true });
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), bytes);
  };
  return {
    read: (path) => readFileSync(at(path), 'utf8'),
    write(path, text) {
      put(path, text);
      const bytes = Buffer.from(text);
      const file = { path, sha256: sha256Of(bytes), bytes: bytes.length };
      const others = manifest.files.filter((one) => one.path !== path);
      const files = [...others, file].sort((a, b) => (a.path < b.path ? -1 : 1));
      manifest = { ...manifest, files };
    },
    remove(path) {
      rmSync(at(path));
      manifest = { ...manifest, files: manifest.files.filter((one) => one.path !== path) };
    },
    say(change) {
      manifest = change(manifest);
    },
    async sign(signer) {
      const bytes = Buffer.from(formatManifest(manifest));
      put(manifestPath, bytes);
      put(
        signaturePath,
        await signManifest(manifest, sha256Of(bytes), signer, new Date('2026-12-01T00:00:00Z')),
      );
    },
  };
}
