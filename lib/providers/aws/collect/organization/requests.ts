import type { ProviderRequest } from '../../../reader.ts';
import type { Organization } from '../../settings.ts';

/** The services that are asked, by the names that they are signed for. */
export type AwsService = 'iam' | 'identitystore' | 'organizations' | 'sso' | 'sts';

/**
 * A question to one of AWS's services. The fragment of its address, which is never sent, tells it from others: the action
 * and whom it is about.
 */
export interface SignedRequest extends ProviderRequest {
  readonly service: AwsService;
  /** The region that it is signed for. */
  readonly region: string;
  /** A form, or JSON where there is a target. */
  readonly body: string;
  /** `X-Amz-Target` of a service that takes JSON; null for the query protocol. */
  readonly target: string | null;
  /** The account whose session signs it; null for the connection's own credential. */
  readonly session: string | null;
  /** The account that the answer opens a session in. */
  readonly opens?: string;
  /** Whether AWS is to be given time before. */
  readonly again?: boolean;
}

/** Where an organization is asked, and how. */
export interface OrganizationPlace {
  readonly endpoint: string | null;
  readonly region: string;
  readonly organization: Organization;
}

const versions = { iam: '2010-05-08', sts: '2011-06-15' } as const;

/** A question of the query protocol, asked in one account. */
export function query(
  place: OrganizationPlace,
  service: 'iam' | 'sts',
  action: string,
  {
    about,
    session,
    ...rest
  }: Pick<SignedRequest, 'session'> & {
    readonly about?: string | undefined;
    readonly fields?: Readonly<Record<string, string>>;
    readonly opens?: string;
    readonly again?: boolean;
  },
): SignedRequest {
  const { again, fields = {}, opens } = rest;
  return {
    method: 'POST',
    url: addressOf(place, service, [action, about ?? session ?? '']),
    service,
    region: service === 'iam' ? iamRegion(place.region) : place.region,
    body: String(new URLSearchParams({ Action: action, Version: versions[service], ...fields })),
    target: null,
    session,
    ...(opens === undefined ? {} : { opens }),
    ...(again ? { again } : {}),
  };
}

const targets = {
  identitystore: 'AWSIdentityStore',
  organizations: 'AWSOrganizationsV20161128',
  sso: 'SWBExternalService',
} as const;

/** A question to a service that takes JSON; they are asked as whoever manages the organization. */
export function inJson(
  place: OrganizationPlace,
  service: keyof typeof targets,
  action: string,
  {
    about = '',
    fields = {},
  }: { readonly about?: string; readonly fields?: Readonly<Record<string, unknown>> } = {},
): SignedRequest {
  return {
    method: 'POST',
    url: addressOf(place, service, [action, about]),
    service,
    region: service === 'organizations' ? organizationsRegion(place.region) : centerRegion(place),
    body: JSON.stringify(fields),
    target: `${targets[service]}.${action}`,
    session: place.organization.management ?? null,
  };
}

function addressOf(place: OrganizationPlace, service: AwsService, parts: readonly string[]): string {
  const fragment = parts.filter((part) => part !== '').map(encodeURIComponent);
  return `${place.endpoint ?? hostOf(place, service)}/#${fragment.join('/')}`;
}

function hostOf(place: OrganizationPlace, service: AwsService): string {
  const { region } = place;
  const ending = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  switch (service) {
    case 'iam':
      if (region.startsWith('cn-')) return `https://iam.cn-north-1.${ending}`;
      return region.startsWith('us-gov-') ? `https://iam.us-gov.${ending}` : `https://iam.${ending}`;
    case 'organizations':
      return `https://organizations.${organizationsRegion(region)}.${ending}`;
    case 'sts':
      return `https://sts.${region}.${ending}`;
    default:
      return `https://${service}.${centerRegion(place)}.${ending}`;
  }
}

/** IAM and Organizations are one for each partition, and lie in one region of it. */
function iamRegion(region: string): string {
  if (region.startsWith('cn-')) return 'cn-north-1';
  return region.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';
}

function organizationsRegion(region: string): string {
  return region.startsWith('cn-') ? 'cn-northwest-1' : iamRegion(region);
}

function centerRegion({ organization, region }: OrganizationPlace): string {
  const { identityCenter } = organization;
  return identityCenter === undefined || identityCenter === 'none' ? region : identityCenter;
}

/** `aws`, or the name of another partition. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
