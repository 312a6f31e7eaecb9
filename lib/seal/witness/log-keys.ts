import { madeText } from '../../files/made-file.ts';
import type { Witness } from './rekor.ts';

interface Named {
  readonly witness: { readonly rekor: Witness & { readonly key: string | null } } | null;
}

/** The public log that a configuration names, with its key where it is not Sigstore's own. Throws `FileError`. */
export function witnessOf({ witness }: Named): (Witness & { readonly keys: readonly string[] }) | null {
  if (!witness) return null;
  const { key, url, version } = witness.rekor;
  return { url, version, keys: key === null ? [] : [madeText(key)] };
}
