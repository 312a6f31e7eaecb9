import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { Connection } from '../config/configuration.ts';
import { actions, organizationActions } from '../providers/aws/actions.ts';
import type { Organization } from '../providers/aws/settings.ts';
import { accept } from './accepted-findings.ts';
import { organizationOfSession } from './fleet/session-tags.ts';

type Settled = Pick<Connection, 'settings' | 'credentials'>;

/**
 * What asking AWS takes. The account that Exhibit itself is in answers the function's own role; of an organization each account
 * answers a role of its own, which the function may take on and nothing else, but where its own account manages the
 * organization and is asked for what only that knows.
 */
export function grantAccountReading(role: Role, connections: readonly Settled[]): void {
  const organizations = connections.flatMap((connection) => organizationOf(connection) ?? []);
  if (organizations.length < connections.length) allow(role, Object.values(actions).flat(), ['*']);
  for (const organization of organizations) {
    role.addToPolicy(
      new PolicyStatement({
        actions: ['sts:AssumeRole'],
        resources: [roleArn(role, organization)],
        // In accounts of the organization that the function is in, and in no other's.
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of IAM's
        conditions: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
      }),
    );
    if (organization.management === undefined) allow(role, managing(organization), ['*']);
  }
}

/**
 * The same in a fleet, whose account is nobody's: the session of an organization takes on one role in each of that organization's own
 * accounts, which is called after it (`readerOf`), so that no other's session fits.
 */
export function grantReaders(role: Role): void {
  const readers = `arn:${Stack.of(role).partition}:iam::*:role/${readerOf(organizationOfSession)}`;
  role.addToPolicy(new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [readers] }));
  accept(role, {
    [`AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iam::*:role/${readerOf('<aws:PrincipalTag/organization>')}]`]:
      'Which accounts an organization has it says itself, night by night; the name of the role says whose they are.',
  });
}

/** What the role is called that reads an account of a fleet's organization, with its path. */
export const readerOf = (organization: string): string => `exhibit/${organization}/exhibit-reader`;

function organizationOf({ settings }: Settled): Organization | undefined {
  return (Object(settings) as { readonly organization?: Organization }).organization;
}

/** Whichever account it is in: a list of them would be as old as the last deployment. */
function roleArn(role: Role, { management: _, role: name }: Organization): string {
  return `arn:${Stack.of(role).partition}:iam::*:role/${name}`;
}

/** What only whoever manages the organization is asked. */
function managing({ identityCenter }: Organization): readonly string[] {
  return Object.entries(organizationActions)
    .filter(([dataset]) => !(dataset in actions))
    .filter(([dataset]) => identityCenter !== 'none' || !dataset.startsWith('identity-center-'))
    .flatMap(([, asked]) => asked)
    .filter((action) => action !== 'sts:AssumeRole');
}

function allow(role: Role, actions: readonly string[], resources: readonly string[]): void {
  role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
}
