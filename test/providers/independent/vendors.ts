import type { Vendor } from './vendor.ts';
import { atlassian } from './vendors/atlassian.ts';
import { datadog } from './vendors/datadog.ts';
import { entra } from './vendors/entra.ts';
import { fastly } from './vendors/fastly.ts';
import { gitlabGroup, gitlabInstance } from './vendors/gitlab.ts';
import { hcpTerraform } from './vendors/hcp-terraform.ts';
import { jumpcloud } from './vendors/jumpcloud.ts';
import { mongodbAtlas } from './vendors/mongodb-atlas.ts';
import { okta } from './vendors/okta.ts';
import { sentry } from './vendors/sentry.ts';
import { zendesk } from './vendors/zendesk.ts';
import { zoom } from './vendors/zoom.ts';

/** Every vendor that is written from its own documents. */
export const vendors: readonly Vendor[] = [
  atlassian,
  datadog,
  entra,
  fastly,
  gitlabGroup,
  gitlabInstance,
  hcpTerraform,
  jumpcloud,
  mongodbAtlas,
  okta,
  sentry,
  zendesk,
  zoom,
];
