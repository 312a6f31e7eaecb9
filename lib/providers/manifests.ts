import { declaredManifest } from '../declared/manifest.ts';
import { declaredService } from '../declared/service.ts';
import { atlassian } from './atlassian/declaration.ts';
import { manifest as aws } from './aws/manifest.ts';
import { aws as awsService } from './aws/service.ts';
import { manifest as bitwarden } from './bitwarden/manifest.ts';
import { bitwarden as bitwardenService } from './bitwarden/service.ts';
import { manifest as cloudflare } from './cloudflare/manifest.ts';
import { cloudflare as cloudflareService } from './cloudflare/service.ts';
import { datadog } from './datadog/declaration.ts';
import { manifest as dns } from './dns/manifest.ts';
import { dns as dnsService } from './dns/service.ts';
import { manifest as entra } from './entra/manifest.ts';
import { service as entraService } from './entra/service.ts';
import { fastly } from './fastly/declaration.ts';
import { manifest as github } from './github/manifest.ts';
import { github as githubService } from './github/service.ts';
import { gitlab } from './gitlab/declaration.ts';
import { manifest as googleWorkspace } from './google-workspace/manifest.ts';
import { googleWorkspace as googleWorkspaceService } from './google-workspace/service.ts';
import { hcpTerraform } from './hcp-terraform/declaration.ts';
import { manifest as jumpcloud } from './jumpcloud/manifest.ts';
import { service as jumpcloudService } from './jumpcloud/service.ts';
import { mongodbAtlas } from './mongodb-atlas/declaration.ts';
import { manifest as npm } from './npm/manifest.ts';
import { npm as npmService } from './npm/service.ts';
import { manifest as okta } from './okta/manifest.ts';
import { service as oktaService } from './okta/service.ts';
import { manifest as onepassword } from './onepassword/manifest.ts';
import { onepassword as onepasswordService } from './onepassword/service.ts';
import { type ListedManifest, listed } from './provider.ts';
import { sentry } from './sentry/declaration.ts';
import { manifest as slack } from './slack/manifest.ts';
import { slack as slackService } from './slack/service.ts';
import { zendesk } from './zendesk/declaration.ts';
import { zoom } from './zoom/declaration.ts';

const listing = {
  'google-workspace': listed(googleWorkspace, googleWorkspaceService),
  onepassword: listed(onepassword, onepasswordService),
  bitwarden: listed(bitwarden, bitwardenService),
  github: listed(github, githubService),
  slack: listed(slack, slackService),
  npm: listed(npm, npmService),
  aws: listed(aws, awsService),
  cloudflare: listed(cloudflare, cloudflareService),
  dns: listed(dns, dnsService),
  fastly: listed(declaredManifest(fastly), declaredService(fastly)),
  sentry: listed(declaredManifest(sentry), declaredService(sentry)),
  datadog: listed(declaredManifest(datadog), declaredService(datadog)),
  'mongodb-atlas': listed(declaredManifest(mongodbAtlas), declaredService(mongodbAtlas)),
  jumpcloud: listed(jumpcloud, jumpcloudService),
  'hcp-terraform': listed(declaredManifest(hcpTerraform), declaredService(hcpTerraform)),
  atlassian: listed(declaredManifest(atlassian), declaredService(atlassian)),
  gitlab: listed(declaredManifest(gitlab), declaredService(gitlab)),
  zoom: listed(declaredManifest(zoom), declaredService(zoom)),
  zendesk: listed(declaredManifest(zendesk), declaredService(zendesk)),
  entra: listed(entra, entraService),
  okta: listed(okta, oktaService),
};

/** The providers there are. */
export type ProviderId = keyof typeof listing;

/**
 * What there is to know of every provider without loading what collects. A new one is a line here and one in
 * `collectors.ts`; with one line alone it does not compile.
 */
export const manifests: readonly ListedManifest[] = Object.values(listing);
