import { collector as aws } from './aws/collect/index.ts';
import { collector as cloudflare } from './cloudflare/collect/index.ts';
import { collector as dns } from './dns/collect/index.ts';
import { collector as github } from './github/collect/index.ts';
import { collector as googleWorkspace } from './google-workspace/collect/index.ts';
import { collector as npm } from './npm/collect/index.ts';
import { collector as onepassword } from './onepassword/collect/index.ts';
import { type AnyProvider, anyProvider } from './provider.ts';
import { collector as slack } from './slack/collect/index.ts';

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
