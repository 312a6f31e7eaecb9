import { credentialReport } from '../aws/report.ts';
import type { AwsWorld } from '../aws/world.ts';
import { type Asked, refused, type Told } from './asked.ts';
import { rootSessionOf, sessionOf } from './keys.ts';
import type { AwsOrganizationWorld, MemberAccount } from './world.ts';

/** The reports that were begun, by account: when, in milliseconds. */
export type Reports = Map<string, number>;

export interface AccountMeans {
  readonly now: Date;
  readonly reports: Reports;
  /** How long an account takes to write its report; never ready where it is infinite. */
  readonly writingMs: (account: string) => number;
  /** The name of the role, and what its trust asks for. */
  readonly role: string;
  readonly externalId: string | null;
}

/** Words of a state in which nobody gets in any more. */
const out: ReadonlySet<string> = new Set(['CLOSED', 'PENDING_CLOSURE', 'SUSPENDED']);

/** What STS answers. */
export function sts(asked: Asked, world: AwsOrganizationWorld, means: AccountMeans): Told {
  const { action, caller, fields, own, root } = asked;
  if (action === 'GetCallerIdentity' && root)
    return { Arn: `arn:aws:iam::${caller}:root`, UserId: caller, Account: caller };
  if (action === 'AssumeRoot') return assumeRoot(asked, world, means);
  if (action === 'GetCallerIdentity') {
    const arn = own
      ? `arn:aws:iam::${caller}:user/exhibit`
      : `arn:aws:sts::${caller}:assumed-role/${means.role}/exhibit`;
    return { Arn: arn, UserId: 'AIDASTANDINEXAMPLE00', Account: caller };
  }
  if (action !== 'AssumeRole') return refused('InvalidAction');
  const [, id, role] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(String(fields.RoleArn)) ?? [];
  const account = world.accounts.find((one) => one.id === id);
  const trusted = means.externalId === null || fields.ExternalId === means.externalId;
  if (!own || !account || role !== means.role || !trusted || !isOpen(account)) return refused('AccessDenied');
  const answers = typeof account.role === 'string' ? account.role : account.id;
  return {
    Credentials: sessionOf(answers, means.now),
    AssumedRoleUser: {
      AssumedRoleId: 'AROASTANDIN:exhibit',
      Arn: `arn:aws:sts::${answers}:assumed-role/${role}/exhibit`,
    },
  };
}

/** As whoever manages the organization, of a member that is not out, and where root credentials are kept centrally. */
function assumeRoot(
  { caller, fields, root }: Asked,
  world: AwsOrganizationWorld,
  { now }: AccountMeans,
): Told {
  const target = world.accounts.find(({ id }) => id === fields.TargetPrincipal);
  const task =
    fields['TaskPolicyArn.arn'] === 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials';
  const lasting = Number(fields.DurationSeconds) <= 900;
  const kept = world.features?.includes('RootCredentialsManagement') ?? false;
  const isMember = target !== undefined && target.id !== world.management && !out.has(target.state);
  if (root || caller !== world.management || !kept || !isMember) return refused('AccessDenied');
  if (!task || !lasting) return refused('ValidationError');
  return { Credentials: rootSessionOf(target.id, now), SourceIdentity: 'exhibit' };
}

function isOpen({ role, state }: MemberAccount): boolean {
  return role !== false && !out.has(state);
}

/** What IAM answers in the caller's account. */
export function iam(
  { action, caller, own, root }: Asked,
  world: AwsOrganizationWorld,
  means: AccountMeans,
): Told {
  if (action === 'ListOrganizationsFeatures') {
    if (caller !== world.management) return refused('AccountNotManagementOrDelegatedAdministrator');
    if (!world.features) return refused('ServiceAccessNotEnabled');
    return { OrganizationId: world.id, EnabledFeatures: world.features };
  }
  const account = world.accounts.find(({ id }) => id === caller);
  if (root && account && action === 'GetAccountSummary') return { SummaryMap: { entries: summary(account) } };
  if (own || root || !account || !isOpen(account)) return refused('AccessDenied');
  switch (action) {
    case 'GenerateCredentialReport':
      return { State: isReady(caller, means) ? 'COMPLETE' : 'STARTED' };
    case 'GetCredentialReport':
      return report(account, means);
    case 'GetAccountSummary':
      return { SummaryMap: { entries: summary(account) } };
    default:
      return refused('InvalidAction');
  }
}

function isReady(account: string, { now, reports, writingMs }: AccountMeans): boolean {
  const begun = reports.get(account);
  if (begun === undefined) reports.set(account, now.getTime());
  return begun !== undefined && now.getTime() - begun >= writingMs(account);
}

function report({ iam: world, id }: MemberAccount, means: AccountMeans): Told {
  const begun = means.reports.get(id);
  if (begun === undefined) return refused('ReportNotPresent');
  if (!isReady(id, means)) return refused('ReportInProgress');
  return {
    Content: Buffer.from(credentialReport(world)).toString('base64'),
    ReportFormat: 'text/csv',
    GeneratedTime: new Date(begun).toISOString(),
  };
}

function summary({
  iam: { root, users },
  rootPassword = true,
}: MemberAccount): Readonly<Record<string, number>> {
  return { Users: users.length, ...rootCounts(root), AccountPasswordPresent: rootPassword ? 1 : 0 };
}

function rootCounts({ keys, mfa }: AwsWorld['root']): Readonly<Record<string, number>> {
  return {
    AccountMFAEnabled: mfa ? 1 : 0,
    AccountAccessKeysPresent: keys.length > 0 ? 1 : 0,
    AccountSigningCertificatesPresent: 0,
  };
}
