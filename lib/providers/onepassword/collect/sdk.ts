import { setTimeout } from 'node:timers/promises';
import type { Client } from '@1password/sdk';
import { CollectError } from '../../../evidence/problem.ts';
import { product } from '../../../http/user-agent.ts';

/** The part of the SDK's client that is used. */
export interface SdkClient {
  readonly vaults: Pick<Client['vaults'], 'list' | 'get'>;
  readonly groups: Pick<Client['groups'], 'get'>;
}

export interface SdkAccess {
  readonly token: string;
  /** The connection's `endpoint`. The SDK cannot be pointed anywhere. */
  readonly endpoint: string | null;
  readonly signal: AbortSignal | undefined;
}

/** The SDK's calls that are made, each raising `CollectError`. Answers are what JSON makes of them. */
export interface VaultClient {
  listVaults(): Promise<unknown>;
  getVault(id: string): Promise<unknown>;
  getGroup(id: string): Promise<unknown>;
}

export type CreateClient = (access: SdkAccess) => Promise<VaultClient>;

/** How long one call may take. The SDK itself never gives up. */
const callMs = 60_000;
const attempts = 3;

/** The SDK's own client, signed in as the service account. Its compiled core is loaded only here, when needed. */
export const connectSdk = async ({ token, endpoint }: SdkAccess): Promise<SdkClient> => {
  if (endpoint !== null)
    throw new CollectError(
      'not-configured',
      'The 1Password SDK cannot ask an endpoint of your own. Use source: export, or remove endpoint.',
    );
  const { createClient } = await loadSdk();
  return createClient({
    auth: token,
    integrationName: product.name,
    integrationVersion: product.version,
  });
};

/** Puts deadlines and our own errors around the SDK. `connect` is the SDK's, or a stand-in with its typings. */
export function vaultClients(
  connect: (access: SdkAccess) => Promise<SdkClient> = connectSdk,
  pauseMs = 1000,
): CreateClient {
  return async (access) => {
    const call = <Result>(what: string, call: () => Promise<Result>) =>
      persistently(pauseMs, () => inTime(what, call, access));
    const sdk = await call('signing in', () => connect(access));
    return {
      listVaults: () =>
        call('vaults.list', async () => asJson(await sdk.vaults.list({ decryptDetails: true }))),
      getVault: (id) =>
        call(`vaults.get ${id}`, async () => asJson(await sdk.vaults.get(id, { accessors: true }))),
      getGroup: (id) => call(`groups.get ${id}`, async () => asJson(await sdk.groups.get(id, {}))),
    };
  };
}

/** Asks again, after a longer pause each time, when no answer came. */
async function persistently<Result>(pauseMs: number, call: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof CollectError) || error.code !== 'unavailable' || attempt === attempts)
        throw error;
      await setTimeout(pauseMs * attempt);
    }
  }
}

async function inTime<Result>(what: string, call: () => Promise<Result>, access: SdkAccess): Promise<Result> {
  const deadline = AbortSignal.timeout(callMs);
  const stop = access.signal ? AbortSignal.any([access.signal, deadline]) : deadline;
  const stopped = Promise.withResolvers<never>();
  const onStop = () =>
    stopped.reject(new CollectError(deadline.aborted ? 'timeout' : 'interrupted', late(what)));
  if (stop.aborted) throw new CollectError('interrupted', late(what));
  stop.addEventListener('abort', onStop);
  try {
    return await Promise.race([stopped.promise, call()]);
  } catch (error) {
    throw await asCollectError(error, what, access.token);
  } finally {
    stop.removeEventListener('abort', onStop);
  }
}

async function asCollectError(error: unknown, what: string, token: string): Promise<CollectError> {
  if (error instanceof CollectError) return error;
  const { AuthExpiredError, RateLimitExceededError } = await loadSdk();
  const said = String(error instanceof Error ? error.message : error).replaceAll(token, '…');
  const message = `1Password SDK, ${what}: ${said.slice(0, 300).replace(/[.\s]+$/, '')}.`;
  if (error instanceof RateLimitExceededError)
    return new CollectError('rate-limited', `${message} Wait for the hourly or daily limit to pass.`);
  if (error instanceof AuthExpiredError || /\b401\b|unauthori[sz]ed|authenticat|invalid.*token/i.test(said))
    return new CollectError('unauthenticated', `${message} Check serviceAccountToken.`);
  if (/\b403\b|forbidden|permission|not allowed|access denied/i.test(said))
    return new CollectError('denied', message);
  return new CollectError('unavailable', message);
}

async function loadSdk(): Promise<typeof import('@1password/sdk')> {
  try {
    return await import('@1password/sdk');
  } catch {
    throw new CollectError(
      'unavailable',
      'The 1Password SDK could not be loaded. Install it again, or use source: export.',
    );
  }
}

/** Dates become text, and nothing of the SDK's own objects is held on to. */
function asJson(response: unknown): unknown {
  return JSON.parse(JSON.stringify(response ?? null));
}

function late(what: string): string {
  return `1Password SDK, ${what}: stopped before an answer came.`;
}
