import { aws } from './aws/collect/index.ts';
import { cloudflare } from './cloudflare/collect/index.ts';
import { dns } from './dns/collect/index.ts';
import { github } from './github/collect/index.ts';
import { googleWorkspace } from './google-workspace/collect/index.ts';
import { npm } from './npm/collect/index.ts';
import { onepassword } from './onepassword/collect/index.ts';
import { type AnyProvider, anyProvider } from './provider.ts';
import { slack } from './slack/collect/index.ts';

/** Every provider there is. A new one is one line here. */
export const providers: readonly AnyProvider[] = [
  anyProvider(googleWorkspace),
  anyProvider(onepassword),
  anyProvider(github),
  anyProvider(slack),
  anyProvider(npm),
  anyProvider(aws),
  anyProvider(cloudflare),
  anyProvider(dns),
];
