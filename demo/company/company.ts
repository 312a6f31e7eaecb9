import type { AtlassianWorld } from '../stand-ins/atlassian/world.ts';
import type { AwsWorld } from '../stand-ins/aws/world.ts';
import type { BitwardenWorld } from '../stand-ins/bitwarden/world.ts';
import type { CloudflareWorld } from '../stand-ins/cloudflare/world.ts';
import type { DatadogWorld } from '../stand-ins/datadog/world.ts';
import type { Zone } from '../stand-ins/dns.ts';
import type { GitHubWorld } from '../stand-ins/github/world.ts';
import type { GoogleWorld } from '../stand-ins/google/world.ts';
import type { NpmWorld } from '../stand-ins/npm/world.ts';
import type { OnePasswordWorld } from '../stand-ins/onepassword/world.ts';
import type { SentryWorld } from '../stand-ins/sentry/world.ts';
import type { SlackWorld } from '../stand-ins/slack/world.ts';
import type { ZoomWorld } from '../stand-ins/zoom/world.ts';
import { atlassianAt } from './atlassian.ts';
import { awsAt } from './aws.ts';
import { bitwardenAt } from './bitwarden.ts';
import { cloudflareAt } from './cloudflare.ts';
import { datadogAt } from './datadog.ts';
import { directoryAt } from './directory.ts';
import { githubAt } from './github.ts';
import { zoneAt } from './mail-domains.ts';
import { nights } from './nights.ts';
import { npmAt } from './npm.ts';
import { passwordsAt } from './passwords.ts';
import { sentryAt } from './sentry.ts';
import { activities } from './services.ts';
import { slackAt } from './slack.ts';
import { zoomAt } from './zoom.ts';

/** Fathom Ferries as its providers know it at one moment. Plain data. */
export interface World {
  readonly night: number;
  readonly google: GoogleWorld;
  readonly onepassword: OnePasswordWorld;
  readonly github: GitHubWorld;
  readonly slack: SlackWorld;
  readonly npm: NpmWorld;
  readonly aws: AwsWorld;
  readonly cloudflare: CloudflareWorld;
  readonly bitwarden: BitwardenWorld;
  readonly sentry: SentryWorld;
  readonly datadog: DatadogWorld;
  readonly atlassian: AtlassianWorld;
  readonly zoom: ZoomWorld;
  /** The domains' text records, by name. */
  readonly dns: Zone;
  readonly trouble: Trouble;
}

/** What a provider refuses all night. */
export interface Trouble {
  /** A path of 1Password's that answers 503; null when all is up. */
  readonly onepassword: RegExp | null;
  /** Slack's word for a token that it does not take any more; null when it does. */
  readonly slack: string | null;
}

/** The company on a night, 1 to 30. Always the same for the same night; `demo/README.md` tells the story. */
export function companyAt(night: number): World {
  if (!Number.isInteger(night) || night < 1 || night > nights)
    throw new RangeError(`There is no night ${night}: the history has nights 1 to ${nights}.`);
  return {
    night,
    google: { ...directoryAt(night), activities },
    onepassword: passwordsAt(night),
    github: githubAt(night),
    slack: slackAt(night),
    npm: npmAt(night),
    aws: awsAt(night),
    cloudflare: cloudflareAt(night),
    bitwarden: bitwardenAt(night),
    sentry: sentryAt(night),
    datadog: datadogAt(night),
    atlassian: atlassianAt(night),
    zoom: zoomAt(night),
    dns: zoneAt(night),
    trouble: {
      onepassword: night === 22 ? /^\/v1beta1\/accounts\// : null,
      slack: night === 13 ? 'token_revoked' : null,
    },
  };
}
