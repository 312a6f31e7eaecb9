import { collector as atlassian } from './atlassian/collect/index.ts';
import { collector as aws } from './aws/collect/index.ts';
import { collector as bitwarden } from './bitwarden/collect/index.ts';
import { collector as cloudflare } from './cloudflare/collect/index.ts';
import { collector as datadog } from './datadog/collect/index.ts';
import { collector as dns } from './dns/collect/index.ts';
import { collector as entra } from './entra/collect/index.ts';
import { collector as fastly } from './fastly/collect/index.ts';
import { collector as github } from './github/collect/index.ts';
import { collector as gitlab } from './gitlab/collect/index.ts';
import { collector as googleWorkspace } from './google-workspace/collect/index.ts';
import { collector as hcpTerraform } from './hcp-terraform/collect/index.ts';
import { collector as jumpcloud } from './jumpcloud/collect/index.ts';
import type { ProviderId } from './manifests.ts';
import { collector as mongodbAtlas } from './mongodb-atlas/collect/index.ts';
import { collector as npm } from './npm/collect/index.ts';
import { collector as okta } from './okta/collect/index.ts';
import { collector as onepassword } from './onepassword/collect/index.ts';
import { type AnyProvider, anyProvider } from './provider.ts';
import { collector as sentry } from './sentry/collect/index.ts';
import { collector as slack } from './slack/collect/index.ts';
import { collector as zendesk } from './zendesk/collect/index.ts';
import { collector as zoom } from './zoom/collect/index.ts';

const listing = {
  'google-workspace': anyProvider(googleWorkspace),
  onepassword: anyProvider(onepassword),
  bitwarden: anyProvider(bitwarden),
  github: anyProvider(github),
  slack: anyProvider(slack),
  npm: anyProvider(npm),
  aws: anyProvider(aws),
  cloudflare: anyProvider(cloudflare),
  dns: anyProvider(dns),
  fastly: anyProvider(fastly),
  sentry: anyProvider(sentry),
  datadog: anyProvider(datadog),
  'mongodb-atlas': anyProvider(mongodbAtlas),
  jumpcloud: anyProvider(jumpcloud),
  'hcp-terraform': anyProvider(hcpTerraform),
  atlassian: anyProvider(atlassian),
  gitlab: anyProvider(gitlab),
  zoom: anyProvider(zoom),
  zendesk: anyProvider(zendesk),
  entra: anyProvider(entra),
  okta: anyProvider(okta),
} satisfies Partial<Record<ProviderId, AnyProvider>>;

/** None of `manifests.ts` is missing. */
const complete: Readonly<Record<ProviderId, AnyProvider>> = listing;

/** Every provider there is. A new one is one line above, and one in `manifests.ts`. */
export const providers: readonly AnyProvider[] = Object.values(complete);
