import { directoryRoutes } from './google/directory.ts';
import { auditScope, readOnlyScopes, usageScope } from './google/permission.ts';
import { policyRoutes } from './google/policies.ts';
import { googleRefusal } from './google/refusals.ts';
import { reportRoutes } from './google/reports.ts';
import { signInRoutes } from './google/sign-in.ts';
import { keyId, serviceAccountKeyPair } from './google/signing-key.ts';
import { tokenOffice } from './google/tokens.ts';
import { type CountsOfADay, usageRoutes } from './google/usage.ts';
import type { GoogleWorld } from './google/world.ts';
import { every, pace, quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { StandIn, StandInOptions } from './serve/stand-in.ts';

export interface GoogleOptions extends StandInOptions {
  /** Scopes that domain-wide delegation allows. Default: the read-only ones, those of the reports among them. */
  readonly delegated?: readonly string[];
  /** Life of an access token in seconds. Default 3599. */
  readonly tokenSeconds?: number;
  /** Directory requests in a minute; beyond it 403 `userRateLimitExceeded`. Default 2,400. */
  readonly directoryPerMinute?: number;
  /** Policy requests in a minute; beyond it 429. Default: no limit, since Google publishes no number. */
  readonly policiesPerMinute?: number;
  /** What the usage report of a day counts, by parameter; null where it is not ready. Default: the users as they are, two days late. */
  readonly usage?: CountsOfADay;
  /** Seconds between two policy requests; sooner 429. Default 0. Callers of the real API have met about one. */
  readonly policySecondsApart?: number;
}

export interface GoogleStandIn extends StandIn {
  /** A service account's key as Google gives it out (JSON), whose `token_uri` is this stand-in. */
  serviceAccountKey(): string;
  /** The configuration (JSON) for signing in without a key, from AWS. */
  externalAccount(): string;
  /** The service account's address. */
  readonly serviceAccount: string;
}

const serviceAccount = 'exhibit@fathom-evidence.iam.gserviceaccount.example';

/** Stands in for Google: token endpoints, Directory API and Policy API. `world` is asked at every request. */
export async function startGoogleWorkspace(
  world: () => GoogleWorld,
  options: GoogleOptions = {},
): Promise<GoogleStandIn> {
  const now = options.now ?? (() => new Date());
  const tokens = tokenOffice(now, options.tokenSeconds ?? 3599);
  const limits = {
    directory: quota(now, options.directoryPerMinute ?? 2400, 60),
    policies: every(
      quota(now, options.policiesPerMinute ?? Number.POSITIVE_INFINITY, 60),
      pace(now, options.policySecondsApart ?? 0),
    ),
  };
  const guard = { world, tokens, quota: (api: keyof typeof limits) => limits[api](api) === 0 };
  const delegated = options.delegated ?? [...readOnlyScopes, auditScope, usageScope];
  const standIn = await serveStandIn(
    (app) => {
      signInRoutes(app, { world, tokens, now, account: serviceAccount, delegated });
      directoryRoutes(app, guard);
      policyRoutes(app, guard);
      reportRoutes(app, guard, now);
      usageRoutes(app, guard, { now, usage: options.usage });
    },
    googleRefusal,
    options,
  );
  return {
    ...standIn,
    serviceAccount,
    serviceAccountKey: () => serviceAccountKey(standIn.url),
    externalAccount: () => externalAccount(standIn.url),
  };
}

/** Also used by the large stand-in, whose token endpoint accepts any assertion. */
export function serviceAccountKey(url: string): string {
  return JSON.stringify({
    type: 'service_account',
    project_id: 'fathom-evidence',
    private_key_id: keyId,
    private_key: serviceAccountKeyPair().privateKey.export({ type: 'pkcs8', format: 'pem' }),
    client_email: serviceAccount,
    client_id: '100000000000000000000',
    token_uri: `${url}/token`,
  });
}

function externalAccount(url: string): string {
  return JSON.stringify({
    type: 'external_account',
    audience:
      '//iam.googleapis.com/projects/100000000000/locations/global/workloadIdentityPools/exhibit/providers/aws',
    subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
    token_url: `${url}/v1/token`,
    credential_source: {
      environment_id: 'aws1',
      regional_cred_verification_url:
        'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
    },
  });
}
