import type { ProviderId } from '../../../../lib/providers/manifests.ts';
import type { Declaration } from '../declaration.ts';
import { atlassian } from './atlassian.ts';
import { aws } from './aws.ts';
import { bitwarden } from './bitwarden.ts';
import { cloudflare } from './cloudflare.ts';
import { datadog } from './datadog.ts';
import { dns } from './dns.ts';
import { entra } from './entra.ts';
import { fastly } from './fastly.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { googleWorkspace } from './google-workspace.ts';
import { hcpTerraform } from './hcp-terraform.ts';
import { jumpcloud } from './jumpcloud.ts';
import { mongodbAtlas } from './mongodb-atlas.ts';
import { npm } from './npm.ts';
import { okta } from './okta.ts';
import { onepassword } from './onepassword.ts';
import { sentry } from './sentry.ts';
import { slack } from './slack.ts';
import { zendesk } from './zendesk.ts';
import { zoom } from './zoom.ts';

const listing = {
  'google-workspace': googleWorkspace,
  onepassword,
  bitwarden,
  github,
  slack,
  npm,
  aws,
  cloudflare,
  dns,
  fastly,
  sentry,
  datadog,
  'mongodb-atlas': mongodbAtlas,
  jumpcloud,
  'hcp-terraform': hcpTerraform,
  atlassian,
  gitlab,
  zoom,
  zendesk,
  entra,
  okta,
} satisfies Partial<Record<ProviderId, Declaration>>;

/** None is missing. */
const complete: Readonly<Record<ProviderId, Declaration>> = listing;

/** What the table is told of each provider, by its id. */
export const declarations: Readonly<Record<string, Declaration>> = complete;
