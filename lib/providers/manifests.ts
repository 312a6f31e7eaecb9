import { manifest as aws } from './aws/manifest.ts';
import { manifest as cloudflare } from './cloudflare/manifest.ts';
import { manifest as dns } from './dns/manifest.ts';
import { manifest as github } from './github/manifest.ts';
import { manifest as googleWorkspace } from './google-workspace/manifest.ts';
import { manifest as npm } from './npm/manifest.ts';
import { manifest as onepassword } from './onepassword/manifest.ts';
import { type AnyManifest, anyManifest } from './provider.ts';
import { manifest as slack } from './slack/manifest.ts';

/** What there is to know of every provider without loading any: the same ones, in the same order, as in `catalog.ts`. */
export const manifests: readonly AnyManifest[] = [
  anyManifest(googleWorkspace),
  anyManifest(onepassword),
  anyManifest(github),
  anyManifest(slack),
  anyManifest(npm),
  anyManifest(aws),
  anyManifest(cloudflare),
  anyManifest(dns),
];
