import type { Head } from './night/night.ts';

/** What is handed over with an organization's locker. Of the fleet it holds what concerns this organization, and no other's name. */
export interface Handover {
  readonly schema: 'exhibit/handover/v1';
  readonly organization: string;
  /** The newest seal of the copy; null where it has none. */
  readonly head: { readonly sequence: number; readonly sha256: string } | null;
  readonly files: number;
  readonly bytes: number;
  /** What the fleet sealed of this organization's chain, oldest first. */
  readonly sealedByFleet: readonly { readonly run: string; readonly head: Head | null }[];
}

/** How whoever gets the folder reads it, who may have no Exhibit yet. */
export function handoverText(organization: string, { head }: Pick<Handover, 'head'>): string {
  const known = head ? ` --head ${head.sha256}` : '';
  return `Evidence of ${organization}

locker/        everything that was sealed: runs, chain, public keys, attestations
exhibit.yaml   how it was collected; it names where secrets are, and holds none
handover.json  how much there is, and what its chain was on every night

To check, without a network, that all of it is as it was sealed:

  exhibit verify locker${known}

The public keys in locker/keys are a convenience: trust those that you have from another source (--key FILE).
To go on with it, put the locker where exhibit.yaml says, and the signing key, which is not in this folder, beside it.
`;
}
