import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { FetchInit } from '../../../../http/fetch.ts';
import type { ProviderClient, ProviderResponse } from '../../../reader.ts';
import { responseFrom } from '../../../response-from.ts';
import { type AwsOptions, ownCredential } from '../client.ts';
import { asCollectError } from '../collect-error.ts';
import { pause } from '../pause.ts';
import { parseXml } from '../xml.ts';
import { sessionParts } from './enter.ts';
import { type Turns, turns } from './quota.ts';
import type { SignedRequest } from './requests.ts';
import { Sha256 } from './sha256.ts';

/** Credentials of the sessions that were opened, by account. They live as long as the process. */
export type Sessions = Map<string, AwsCredentialIdentity>;

interface Ready {
  readonly url: string;
  readonly init: FetchInit;
}

/**
 * Asks AWS's services in every account, each question signed by the session that it names. Questions may be under way side by side;
 * they go out in the order in which they were put, so that what is kept of them has an order. Errors are `CollectError`.
 */
export function organizationClient(options: AwsOptions, sessions: Sessions): ProviderClient<SignedRequest> {
  const own = ownCredential(options);
  const turn = turns(options.clock, options.pausing);
  let before: Promise<unknown> = Promise.resolve();
  return async (request) => {
    const ready = signed(request, { options, sessions, own, turn });
    ready.catch(() => {});
    const begun = before.then(async () => {
      const { init, url } = await ready;
      return { pending: options.fetch(url, init) };
    });
    before = begun.catch(() => {});
    const response = await (await begun).pending;
    const found = await responseFrom(response, options.clock());
    keepSession(request, found, sessions);
    return found;
  };
}

interface Means {
  readonly options: AwsOptions;
  readonly sessions: Sessions;
  readonly own: () => Promise<AwsCredentialIdentity>;
  readonly turn: Turns;
}

async function signed(request: SignedRequest, means: Means): Promise<Ready> {
  const { action, session, service, region, body, url } = { action: nameOf(request), ...request };
  const credentials = await credentialOf(session, action, means);
  const { host, pathname, protocol, hostname, port } = new URL(url);
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256, applyChecksum: false });
  const { headers } = await signer.sign(
    {
      method: request.method,
      protocol,
      hostname,
      ...(port === '' ? {} : { port: Number(port) }),
      path: pathname,
      query: {},
      headers: { host, ...contentOf(request) },
      body,
    },
    { signingDate: means.options.clock() },
  );
  const { host: _host, ...sent } = headers;
  return {
    url,
    init: {
      method: request.method,
      headers: sent,
      body,
      own: secretsOf(credentials),
      proof: /Signature=(\w+)/.exec(headers.authorization ?? '')?.[1],
      ...(request.opens === undefined ? {} : { secretsIn: sessionSecrets }),
      turn: async () => {
        if (request.again) await pause(means.options.pausing);
        await means.turn(service);
      },
    },
  };
}

function nameOf({ url }: SignedRequest): string {
  return decodeURIComponent(new URL(url).hash.slice(1).split('/', 1)[0] ?? '');
}

async function credentialOf(session: string | null, action: string, { own, sessions }: Means) {
  try {
    if (session === null) return await own();
    const found = sessions.get(session);
    if (found) return found;
  } catch (error) {
    throw asCollectError(action, error);
  }
  throw new Error(`There is no session in ${session} to ask ${action} with.`);
}

function contentOf({ target }: SignedRequest): Record<string, string> {
  if (target === null) return { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  return { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
}

/** AWS quotes what it was sent in some refusals. The list of a session is the same one for all that it signs. */
const lists = new WeakMap<AwsCredentialIdentity, readonly string[]>();

function secretsOf(credentials: AwsCredentialIdentity): readonly string[] {
  const known = lists.get(credentials);
  if (known) return known;
  const { secretAccessKey, sessionToken } = credentials;
  const list = sessionToken === undefined ? [secretAccessKey] : [secretAccessKey, sessionToken];
  lists.set(credentials, list);
  return list;
}

/** What of a session is secret, in the answer that opens it. */
function sessionSecrets(response: string): readonly string[] {
  const [, secret = '', token = ''] = partsOf(response);
  return secret !== '' && token !== '' ? [secret, token] : [];
}

function partsOf(response: string): readonly string[] {
  const result = parseXml(response)?.children.find(
    ({ name }) => name === 'AssumeRoleResult' || name === 'AssumeRootResult',
  );
  const parts = result?.children.find(({ name }) => name === 'Credentials')?.children ?? [];
  return sessionParts.map((part) => parts.find(({ name }) => name === part)?.text ?? '');
}

function keepSession({ opens }: SignedRequest, { text }: ProviderResponse, sessions: Sessions): void {
  const [accessKeyId = '', secretAccessKey = '', sessionToken = ''] = partsOf(text);
  if (opens === undefined || [accessKeyId, secretAccessKey, sessionToken].includes('')) return;
  sessions.set(opens, { accessKeyId, secretAccessKey, sessionToken });
}
