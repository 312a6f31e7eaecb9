import type { Fetch } from '../../../http/fetch.ts';
import type { ProviderResponse as Given } from '../../reader.ts';
import { responseFrom } from '../../response-from.ts';

/** A request as the SDK gives it to whoever is to send it: signed and complete. */
interface Request {
  readonly method: string;
  /** With its colon. */
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

interface HandledResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const requests: ReadonlySet<string> = new Set([
  'GenerateCredentialReport',
  'GetAccountSummary',
  'GetCallerIdentity',
  'GetCredentialReport',
]);

interface Means {
  readonly fetch: Fetch;
  readonly clock: () => Date;
  readonly secret: (value: string) => void;
}

/**
 * Sends what the SDK signed through the fetch that records. The SDK's chain may come by a credential through it as
 * well (a role that it takes on, single sign-on): whatever is not one of our questions is confidential. The answers to
 * ours are handed over as they came.
 */
export function recordingHandler({ clock, fetch, secret }: Means, take: (response: Given) => void) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: Request): Promise<{ readonly response: HandledResponse }> {
      for (const value of secretsOf(request)) secret(value);
      const action = actionOf(request);
      const response = await fetch(addressOf(request, action), {
        method: request.method,
        headers: headersOf(request),
        ...(request.body === undefined ? {} : { body: request.body }),
        confidential: action === null,
      });
      if (action !== null) take(await responseFrom(response.clone(), clock()));
      const body = new Uint8Array(await response.arrayBuffer());
      return {
        response: { statusCode: response.status, headers: Object.fromEntries(response.headers), body },
      };
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

/** The question's name, or null when it is not one of ours. */
function actionOf({ body }: Request): string | null {
  const action = typeof body === 'string' ? new URLSearchParams(body).get('Action') : null;
  return action !== null && requests.has(action) ? action : null;
}

/**
 * Our questions all go to the same address. A fragment is never sent: in the evidence it tells them apart.
 */
function addressOf({ protocol, hostname, port, path, query = {} }: Request, action: string | null): string {
  const url = new URL(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}${path}`);
  for (const [name, value] of Object.entries(query))
    for (const one of [value ?? []].flat()) url.searchParams.append(name, one);
  if (action !== null) url.hash = action;
  return url.href;
}

/** Without what fetch sets itself, to the same values that were signed. */
function headersOf({ headers }: Request): Record<string, string> {
  const { host: _host, 'content-length': _length, ...others } = headers;
  return others;
}

/** AWS quotes what it was sent in some refusals: signatures, and tokens that stand for a session or an identity. */
function secretsOf({ body, headers }: Request): readonly string[] {
  const signature = /Signature=(\w+)/.exec(headers.authorization ?? '')?.[1];
  const identity = typeof body === 'string' ? new URLSearchParams(body).get('WebIdentityToken') : null;
  const tokens = [headers['x-amz-security-token'], headers['x-amz-sso_bearer_token']];
  return [signature, identity, ...tokens].filter((value) => typeof value === 'string');
}
