import { awsRefusal, refusalOf } from './aws/refusals.ts';
import { signatureFault } from './aws/signature.ts';
import { xmlOf } from './aws/xml.ts';
import { type OrganizationOptions, organizationAnswers } from './aws-organization/answers.ts';
import { keyOf, ownKey } from './aws-organization/keys.ts';
import type { AwsOrganizationWorld } from './aws-organization/world.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, StandIn, StandInOptions } from './serve/stand-in.ts';

export interface AwsOrganizationStandIn extends StandIn {
  /** The connection's credentials (JSON): an access key of the account that manages the organization. */
  credentials(): string;
}

/**
 * Stands in for Organizations, STS, IAM of every account, and Identity Center, all at `/`. Rules and the list of requests
 * call a question by its action, such as `/#ListAccounts`. `world` is asked at every question.
 */
export async function startAwsOrganization(
  world: () => AwsOrganizationWorld,
  options: StandInOptions & OrganizationOptions = {},
): Promise<AwsOrganizationStandIn> {
  const { now = () => new Date() } = options;
  const { answer } = organizationAnswers(world, now, options);
  const standIn = await serveStandIn(
    (app) =>
      app.post('/', async (ask) => {
        const key = keyOf(credentialOf(ask));
        const [, service = ''] = /Credential=[^/]+\/\d{8}\/[^/]+\/([^/]+)\//.exec(authorization(ask)) ?? [];
        const fault = key ? await signatureFault(ask, service, key, now()) : 'InvalidClientTokenId';
        if (fault) return new Response(xmlOf(refusalOf(fault)), { status: 403 });
        return answer({ headers: ask.req.raw.headers, body: await ask.req.text() });
      }),
    awsRefusal,
    options,
    {
      nameOf: async (ask) => `${ask.req.path}#${await actionOf(ask)}`,
      credentialOf,
      finish: (response) => response,
    },
  );
  return { ...standIn, credentials: () => JSON.stringify(ownKey) };
}

function authorization(ask: Ask): string {
  return ask.req.header('authorization') ?? '';
}

function credentialOf(ask: Ask): string {
  return /Credential=([^/]+)/.exec(authorization(ask))?.[1] ?? '';
}

async function actionOf(ask: Ask): Promise<string> {
  const target = ask.req.header('x-amz-target');
  if (target !== undefined) return target.split('.')[1] ?? '';
  return new URLSearchParams(await ask.req.text()).get('Action') ?? '';
}
