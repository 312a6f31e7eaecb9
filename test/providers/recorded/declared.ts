import { atlassian } from './atlassian.ts';
import { datadog } from './datadog.ts';
import { entra } from './entra.ts';
import { fastly } from './fastly.ts';
import { gitlab } from './gitlab.ts';
import { hcpTerraform } from './hcp-terraform.ts';
import { jumpcloud } from './jumpcloud.ts';
import { mongodbAtlas } from './mongodb-atlas.ts';
import { okta } from './okta.ts';
import type { Recording } from './recording.ts';
import { sentry } from './sentry.ts';
import { zendesk } from './zendesk.ts';
import { zoom } from './zoom.ts';

/** What is published of the answers of each provider that is declared, by its id. */
export const recordings: Readonly<Record<string, Recording>> = {
  atlassian,
  datadog,
  entra,
  fastly,
  gitlab,
  'hcp-terraform': hcpTerraform,
  jumpcloud,
  'mongodb-atlas': mongodbAtlas,
  okta,
  sentry,
  zendesk,
  zoom,
};
