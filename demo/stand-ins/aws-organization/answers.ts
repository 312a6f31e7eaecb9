import { statusOf } from '../aws/refusals.ts';
import { xmlOf } from '../aws/xml.ts';
import { quota } from '../serve/quota.ts';
import { type AccountMeans, iam, type Reports, sts } from './accounts.ts';
import { type Asked, refused, type Told } from './asked.ts';
import { center } from './center.ts';
import { accountOfSession, isRootSession, ownKey } from './keys.ts';
import { organizations } from './organizations.ts';
import type { AwsOrganizationWorld } from './world.ts';

export interface OrganizationOptions {
  readonly role?: string;
  readonly externalId?: string;
  readonly writingMs?: AccountMeans['writingMs'];
  /** Puts an empty page in before every other page of a list of accounts, as Organizations may. */
  readonly emptyPages?: boolean;
}

/** A question as it comes over the wire. */
export interface Sent {
  readonly headers: Headers;
  readonly body: string;
}

export interface OrganizationAnswers {
  readonly answer: (sent: Sent) => Response;
  /** What was asked and refused for its number alone. */
  readonly throttled: readonly string[];
}

/**
 * Questions a second that each caller may ask of a service: Identity Center's 20 and STS's 600 by AWS's own word; of
 * Organizations and of IAM AWS publishes none, so these are low.
 */
const limits: Readonly<Record<string, number>> = {
  iam: 10,
  identitystore: 20,
  organizations: 10,
  sso: 20,
  sts: 600,
};

/** AWS for a whole organization: what it answers to whom, and what it refuses because there is too much of it. */
export function organizationAnswers(
  world: () => AwsOrganizationWorld,
  now: () => Date,
  options: OrganizationOptions = {},
): OrganizationAnswers {
  const reports: Reports = new Map();
  const throttled: string[] = [];
  const quotas = new Map(Object.entries(limits).map(([service, most]) => [service, quota(now, most, 1)]));
  const answer = (sent: Sent): Response => {
    const asked = askedIn(sent, world());
    if (!asked) return written({ refused: 'InvalidClientTokenId' }, { service: 'sts', action: '' });
    if ((quotas.get(asked.service)?.(asked.caller) ?? 0) > 0) {
      throttled.push(`${asked.service} ${asked.action}`);
      return written(
        refused(asked.service === 'organizations' ? 'TooManyRequestsException' : 'Throttling'),
        asked,
      );
    }
    const means: AccountMeans = {
      now: now(),
      reports,
      writingMs: options.writingMs ?? (() => 5_000),
      role: options.role ?? 'exhibit-reader',
      externalId: options.externalId ?? null,
    };
    return written(told(asked, regionIn(sent), world(), means, options), asked);
  };
  return { answer, throttled };
}

function told(
  asked: Asked,
  region: string,
  world: AwsOrganizationWorld,
  means: AccountMeans,
  { emptyPages = false }: OrganizationOptions,
): Told {
  switch (asked.service) {
    case 'organizations':
      return emptyPages && asked.action === 'ListAccounts'
        ? withEmptyPages(asked, world)
        : organizations(asked, world);
    case 'sts':
      return sts(asked, world, means);
    case 'iam':
      return iam(asked, world, means);
    default:
      return center(asked, world, region);
  }
}

function withEmptyPages(asked: Asked, world: AwsOrganizationWorld): Told {
  const token = typeof asked.fields.NextToken === 'string' ? asked.fields.NextToken : '0';
  if (!token.startsWith('after-empty-')) return { Accounts: [], NextToken: `after-empty-${token}` };
  return organizations({ ...asked, fields: { ...asked.fields, NextToken: token.slice(12) } }, world);
}

const targets: Readonly<Record<string, string>> = {
  AWSIdentityStore: 'identitystore',
  AWSOrganizationsV20161128: 'organizations',
  SWBExternalService: 'sso',
};

function askedIn({ body, headers }: Sent, { management }: AwsOrganizationWorld): Asked | null {
  const key = /Credential=([^/]+)/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
  const own = key === ownKey.accessKeyId;
  const caller = own ? management : accountOfSession(key);
  if (caller === null) return null;
  const root = isRootSession(key);
  const [prefix = '', named] = (headers.get('x-amz-target') ?? '').split('.');
  if (named !== undefined)
    return { service: targets[prefix] ?? '', action: named, fields: JSON.parse(body), caller, own, root };
  const { Action: action = '', Version, ...fields } = Object.fromEntries(new URLSearchParams(body));
  return { service: Version === '2011-06-15' ? 'sts' : 'iam', action, fields, caller, own, root };
}

function regionIn({ headers }: Sent): string {
  return /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(headers.get('authorization') ?? '')?.[1] ?? '';
}

/** The query protocol answers in XML; a service that is asked in JSON answers in it, and refuses with 400. */
function written(told: Told, { action, service }: Pick<Asked, 'action' | 'service'>): Response {
  const code = 'refused' in told ? told.refused : null;
  if (service !== 'sts' && service !== 'iam')
    return Response.json(code === null ? told : { __type: code, Message: `${code}.` }, {
      status: code === null ? 200 : 400,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
    });
  const headers = { 'content-type': 'text/xml' };
  if (code === null)
    return new Response(xmlOf({ [`${action}Response`]: { [`${action}Result`]: told } }), { headers });
  const error = {
    ErrorResponse: { Error: { Type: 'Sender', Code: code, Message: `${code}.` }, RequestId: 'r-1' },
  };
  return new Response(xmlOf(error), { status: statusOf(code), headers });
}
