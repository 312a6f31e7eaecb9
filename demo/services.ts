import type { World } from './company/company.ts';
import { type DemoAddresses, type SignedIn, signedIn } from './company/configuration.ts';
import { nightTime } from './company/nights.ts';
import { type AtlassianStandIn, startAtlassian } from './stand-ins/atlassian.ts';
import { type AwsStandIn, startAws } from './stand-ins/aws.ts';
import { type BitwardenStandIn, startBitwarden } from './stand-ins/bitwarden.ts';
import { type CloudflareStandIn, startCloudflare } from './stand-ins/cloudflare.ts';
import { type DatadogStandIn, startDatadog } from './stand-ins/datadog.ts';
import { type DnsStandIn, startDns } from './stand-ins/dns.ts';
import { type GitHubStandIn, startGitHub } from './stand-ins/github.ts';
import { type GoogleStandIn, startGoogleWorkspace } from './stand-ins/google-workspace.ts';
import { type NpmStandIn, startNpm } from './stand-ins/npm.ts';
import { type OnePasswordStandIn, startOnePassword } from './stand-ins/onepassword.ts';
import { type SentryStandIn, startSentry } from './stand-ins/sentry.ts';
import type { RightAnswer } from './stand-ins/serve/stand-in.ts';
import { type SlackStandIn, startSlack } from './stand-ins/slack.ts';
import { startZoom, type ZoomStandIn } from './stand-ins/zoom.ts';

/** The company's providers, each a server on the loopback interface. */
export interface Services {
  readonly google: GoogleStandIn;
  readonly onepassword: OnePasswordStandIn;
  readonly github: GitHubStandIn;
  readonly slack: SlackStandIn;
  readonly npm: NpmStandIn;
  readonly aws: AwsStandIn;
  readonly cloudflare: CloudflareStandIn;
  readonly bitwarden: BitwardenStandIn;
  readonly sentry: SentryStandIn;
  readonly datadog: DatadogStandIn;
  readonly atlassian: AtlassianStandIn;
  readonly zoom: ZoomStandIn;
  readonly dns: DnsStandIn;
}

/** Where each listens, by the connection's id; the name server on UDP. */
export type Ports = Readonly<Record<keyof Services, number>>;

const anyPort: Ports = {
  google: 0,
  onepassword: 0,
  github: 0,
  slack: 0,
  npm: 0,
  aws: 0,
  cloudflare: 0,
  bitwarden: 0,
  sentry: 0,
  datadog: 0,
  atlassian: 0,
  zoom: 0,
  dns: 0,
};

/**
 * Limits for where the provider publishes none: a guess on the careful side. The published ones are in force always.
 */
const guessed = {
  google: { policySecondsApart: 1 },
  onepassword: { usersPerMinute: 60 },
  npm: { perMinute: 60 },
  aws: { perSecond: 10 },
  bitwarden: { perMinute: 60 },
} as const;

export interface ServicesOptions {
  /** Their clock. Default: the real one. */
  readonly now?: (() => Date) | undefined;
  /** Default: any free ones. */
  readonly ports?: Ports | undefined;
  /** Whether a provider that publishes no limit on its requests has a guessed one all the same. Default: no. */
  readonly guessLimits?: boolean | undefined;
  /** Is told every answer of every provider but the name server. Default: nobody is. */
  readonly onAnswer?: ((service: SignedIn, answer: RightAnswer) => void) | undefined;
}

/** Starts them all. `world` is asked at every question. `now` is their clock; default: the real one. */
export async function startServices(
  world: () => World,
  { now, onAnswer, ports = anyPort, guessLimits = false }: ServicesOptions = {},
): Promise<Services> {
  const at = (id: keyof Services) => ({
    port: ports[id],
    ...(now ? { now } : {}),
    ...(onAnswer && id !== 'dns' ? { onAnswer: (answer: RightAnswer) => onAnswer(id, answer) } : {}),
    ...(guessLimits && id in guessed ? guessed[id as keyof typeof guessed] : {}),
  });
  return {
    google: await startGoogleWorkspace(() => world().google, at('google')),
    onepassword: await startOnePassword(() => world().onepassword, {
      ...at('onepassword'),
      today: () => nightTime(world().night),
    }),
    github: await startGitHub(() => world().github, at('github')),
    slack: await startSlack(() => world().slack, at('slack')),
    npm: await startNpm(() => world().npm, at('npm')),
    aws: await startAws(() => world().aws, at('aws')),
    cloudflare: await startCloudflare(() => world().cloudflare, at('cloudflare')),
    bitwarden: await startBitwarden(() => world().bitwarden, {
      ...at('bitwarden'),
      today: () => nightTime(world().night),
    }),
    sentry: await startSentry(() => world().sentry, at('sentry')),
    datadog: await startDatadog(() => world().datadog, at('datadog')),
    atlassian: await startAtlassian(() => world().atlassian, at('atlassian')),
    zoom: await startZoom(() => world().zoom, at('zoom')),
    dns: await startDns(() => world().dns, at('dns')),
  };
}

export async function closeServices(services: Services): Promise<void> {
  await Promise.all(Object.values(services).map((service: { close(): Promise<void> }) => service.close()));
}

/** What each connection signs in with. */
export function credentialsOf(services: Services): Readonly<Record<SignedIn, string>> {
  return {
    google: services.google.serviceAccountKey(),
    onepassword: services.onepassword.credentials(),
    github: services.github.credentials(),
    slack: services.slack.token(),
    npm: services.npm.token(),
    aws: services.aws.credentials(),
    cloudflare: services.cloudflare.token(),
    bitwarden: services.bitwarden.credentials(),
    sentry: services.sentry.token(),
    datadog: services.datadog.credentials(),
    atlassian: services.atlassian.apiKey(),
    zoom: services.zoom.credentials(),
  };
}

/** Where each is asked, as the configuration takes it. */
export function addressesOf({ dns, ...services }: Services): Pick<DemoAddresses, 'urls' | 'resolver'> {
  const url = (id: SignedIn) => services[id].url;
  const urls = Object.fromEntries(signedIn.map((id) => [id, url(id)])) as Record<SignedIn, string>;
  return { urls, resolver: dns.address };
}

export function portsOf(services: Services): Ports {
  const port = (address: string) => Number(new URL(address).port);
  const { dns, ...others } = services;
  const ports = Object.entries(others).map(([id, { url }]) => [id, port(url)]);
  return { ...Object.fromEntries(ports), dns: port(`udp://${dns.address}`) };
}

/** Makes the providers fail as they do on that night, and well otherwise. */
export function takeTrouble({ onepassword, slack, aws }: Services, { trouble }: World): void {
  onepassword.behave();
  if (trouble.onepassword) onepassword.misbehave({ path: trouble.onepassword, do: 503 });
  for (const method of ['auth.test', 'team.info', 'users.list']) slack.refuse(method, trouble.slack);
  aws.forgetReport();
}
