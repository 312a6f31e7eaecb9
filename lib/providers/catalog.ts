import { aws } from './aws/index.ts';
import { cloudflare } from './cloudflare/index.ts';
import { dns } from './dns/index.ts';
import { github } from './github/index.ts';
import { googleWorkspace } from './google-workspace/index.ts';
import { npm } from './npm/index.ts';
import { onepassword } from './onepassword/index.ts';
import { type AnyProvider, anyProvider } from './provider.ts';
import { slack } from './slack/index.ts';

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
