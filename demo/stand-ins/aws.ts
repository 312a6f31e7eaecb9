import { awsRefusal, refusalOf, statusOf } from './aws/refusals.ts';
import { credentialReport } from './aws/report.ts';
import { signatureFault } from './aws/signature.ts';
import type { AwsWorld } from './aws/world.ts';
import { xmlOf } from './aws/xml.ts';
import { type Quota, quota } from './serve/quota.ts';
import { serveStandIn } from './serve/serve.ts';
import type { Ask, StandIn, StandInOptions } from './serve/stand-in.ts';

export interface AwsOptions extends StandInOptions {
  /** Actions that the caller's policy allows. Default: all that Exhibit needs. */
  readonly allowed?: readonly string[];
  /** How often the report is asked for before it is ready. Default 1. */
  readonly polls?: number;
  /** Requests to each of IAM and STS in a second; beyond it `Throttling`. Default: no limit, since AWS publishes none. */
  readonly perSecond?: number;
}

export interface AwsStandIn extends StandIn {
  /** The connection's credentials (JSON): an access key. */
  credentials(): string;
  /** Has the next report written anew, as if four hours had gone by. */
  forgetReport(): void;
}

const key = { accessKeyId: 'AKIDSTANDINEXAMPLE00', secretAccessKey: 'stand-in-secret-key-not-a-real-one' };
const iamActions = ['GenerateCredentialReport', 'GetCredentialReport', 'GetAccountSummary'];
const services: Readonly<Record<string, { readonly service: string; readonly version: string }>> = {
  ...Object.fromEntries(iamActions.map((action) => [action, { service: 'iam', version: '2010-05-08' }])),
  GetCallerIdentity: { service: 'sts', version: '2011-06-15' },
};
/** A report is used again for four hours. */
const reportLifeMs = 4 * 3_600_000;

interface Account {
  readonly world: () => AwsWorld;
  readonly now: () => Date;
  readonly allowed: readonly string[];
  readonly polls: number;
  readonly limit: Quota;
  /** Null until it was asked for. */
  report: { readonly csv: string; readonly at: Date; polls: number } | null;
}

/**
 * Stands in for IAM and STS, both at `/`. Rules and the list of requests call a question by its action, such as
 * `/#GetAccountSummary`. `world` is asked whenever a report is begun, and for every summary.
 */
export async function startAws(world: () => AwsWorld, options: AwsOptions = {}): Promise<AwsStandIn> {
  const { allowed = iamActions, now = () => new Date(), polls = 1 } = options;
  const limit = quota(now, options.perSecond ?? Number.POSITIVE_INFINITY, 1);
  const account: Account = { world, now, allowed, polls, limit, report: null };
  const standIn = await serveStandIn(
    (app) => app.post('/', (ask) => answer(ask, account)),
    awsRefusal,
    options,
    {
      nameOf: async (ask) => `${ask.req.path}#${(await questionOf(ask)).get('Action') ?? ''}`,
      credentialOf: (ask) => /Credential=([^/]+)/.exec(ask.req.header('authorization') ?? '')?.[1] ?? '',
      finish: inXml,
    },
  );
  return {
    ...standIn,
    credentials: () => JSON.stringify(key),
    forgetReport: () => {
      account.report = null;
    },
  };
}

async function questionOf(ask: Ask): Promise<URLSearchParams> {
  return new URLSearchParams(await ask.req.text());
}

async function answer(ask: Ask, account: Account): Promise<Response> {
  const question = await questionOf(ask);
  const action = question.get('Action') ?? '';
  const known = services[action];
  if (!known || question.get('Version') !== known.version) return refuse('InvalidAction');
  const fault = await signatureFault(ask, known.service, key, account.now());
  if (fault) return refuse(fault);
  if (account.limit(known.service) > 0) return refuse('Throttling');
  if (known.service === 'iam' && !account.allowed.includes(action)) return refuse('AccessDenied');
  const result = resultOf(action, account);
  if (typeof result === 'string') return refuse(result);
  return Response.json({
    [`${action}Response https://${known.service}.amazonaws.com/doc/${known.version}/`]: {
      [`${action}Result`]: result,
      ResponseMetadata: { RequestId: 'r-1' },
    },
  });
}

/** The answer, or the code of a refusal. */
function resultOf(action: string, account: Account): object | string {
  switch (action) {
    case 'GenerateCredentialReport':
      return generate(account);
    case 'GetCredentialReport':
      return read(account);
    case 'GetAccountSummary':
      return { SummaryMap: { entries: summary(account.world()) } };
    default: {
      const id = account.world().account;
      return { Arn: `arn:aws:iam::${id}:user/exhibit`, UserId: 'AIDASTANDINEXAMPLE00', Account: id };
    }
  }
}

function generate(account: Account): object {
  const at = account.now();
  const { report } = account;
  const old = report === null || at.getTime() - report.at.getTime() >= reportLifeMs;
  const current = old ? { csv: credentialReport(account.world()), at, polls: 0 } : report;
  current.polls += 1;
  account.report = current;
  if (current.polls >= account.polls) return { State: 'COMPLETE' };
  return {
    State: current.polls === 1 ? 'STARTED' : 'INPROGRESS',
    Description: 'The report is being written.',
  };
}

function read({ now, polls, report }: Account): object | string {
  if (!report) return 'ReportNotPresent';
  if (report.polls < polls) return 'ReportInProgress';
  if (now().getTime() - report.at.getTime() >= reportLifeMs) return 'ReportExpired';
  return {
    Content: Buffer.from(report.csv).toString('base64'),
    ReportFormat: 'text/csv',
    GeneratedTime: `${report.at.toISOString().slice(0, 19)}Z`,
  };
}

function summary({ root, users }: AwsWorld): Record<string, number> {
  const withMfa = users.filter(({ mfa }) => mfa).length + (root.mfa ? 1 : 0);
  return {
    Users: users.length,
    UsersQuota: 5000,
    MFADevices: withMfa,
    MFADevicesInUse: withMfa,
    AccountMFAEnabled: root.mfa ? 1 : 0,
    AccountAccessKeysPresent: root.keys.length > 0 ? 1 : 0,
    AccountPasswordPresent: 1,
    AccountSigningCertificatesPresent: 0,
  };
}

function refuse(code: string): Response {
  return Response.json(refusalOf(code), { status: statusOf(code) });
}

/** What was formed as JSON, in XML; AWS's own status for what it refuses. Another body, such as HTML, is left as it is. */
async function inXml(response: Response): Promise<Response> {
  if (!response.headers.get('content-type')?.includes('json')) return response;
  const body = (await response.json()) as { ErrorResponse?: { Error: { Code: string } } };
  const headers = new Headers(response.headers);
  headers.set('content-type', 'text/xml');
  headers.delete('content-length');
  const status = body.ErrorResponse ? statusOf(body.ErrorResponse.Error.Code) : response.status;
  return new Response(xmlOf(body), { status, headers });
}
