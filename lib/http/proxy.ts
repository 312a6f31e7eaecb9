import type * as http from 'node:http';
import type * as https from 'node:https';
import { ExhibitError } from '../error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that name a proxy for requests of each kind. Both ways of writing them are usual. */
const kinds = ['https_proxy', 'http_proxy'] as const;
const exceptions = 'no_proxy';

/** A variable that names no proxy. What it holds is not shown: a proxy's password may stand in it. */
export class ProxyError extends ExhibitError<'proxy'> {
  override readonly name = 'ProxyError';

  constructor(message: string, options?: ErrorOptions) {
    super('proxy', message, options);
  }
}

/** The proxies that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name; null where none is. Throws `ProxyError`. */
export function proxiesIn(environment: Environment): Record<string, string> | null {
  const found = kinds.flatMap((name) => {
    const value = variable(environment, name);
    return value === '' ? [] : [[name, addressOf(value, name)] as const];
  });
  if (found.length === 0) return null;
  return { ...Object.fromEntries(found), [exceptions]: variable(environment, exceptions) };
}

function variable(environment: Environment, name: string): string {
  return (environment[name] || environment[name.toUpperCase()] || '').trim();
}

/** `proxy.example:3128` means what it means to curl. */
function addressOf(value: string, name: string): string {
  const address = value.includes('://') ? value : `http://${value}`;
  const { hostname = '', protocol = '' } = URL.parse(address) ?? {};
  if (hostname !== '' && /^https?:$/.test(protocol)) return address;
  throw new ProxyError(
    `${name.toUpperCase()} is not the address of a proxy. Write it as http://proxy.example:3128, or unset the variable.`,
  );
}

/**
 * Sends every request of this process, from now on, through the proxy that the environment names, if any. Throws
 * `ProxyError`, also where this Node cannot do it by itself.
 */
export function useProxies(environment: Environment): void {
  const proxies = proxiesIn(environment);
  if (proxies === null || environment.NODE_USE_ENV_PROXY === '1') return;
  const { setGlobalProxyFromEnv } = clients().http;
  if (typeof setGlobalProxyFromEnv !== 'function')
    throw new ProxyError(
      `A proxy is named in the environment, and Node ${process.version} uses it only on request: set NODE_USE_ENV_PROXY=1 as well.`,
    );
  setGlobalProxyFromEnv(proxies);
}

/** Node's own. Loading them is a large part of a command's start, and they are wanted only where a proxy is named. */
function clients(): { readonly http: typeof http; readonly https: typeof https } {
  return { http: process.getBuiltinModule('node:http'), https: process.getBuiltinModule('node:https') };
}

/** What an AWS client is given, which has connections of its own; nothing where there is no proxy. */
export function awsAgents(environment: Environment): { httpAgent?: http.Agent; httpsAgent?: https.Agent } {
  const proxyEnv = proxiesIn(environment);
  if (proxyEnv === null) return {};
  const options = { keepAlive: true, maxSockets: 50, proxyEnv };
  const node = clients();
  return { httpAgent: new node.http.Agent(options), httpsAgent: new node.https.Agent(options) };
}
