import { recorded } from '../../aws-recordings/recordings.ts';
import type { Recording } from './recording.ts';

const namespace = 'https://iam.amazonaws.com/doc/2010-05-08/';
const id =
  '<ResponseMetadata>\n    <RequestId>7f4fc40c-853a-11e6-8848-8d035d01eb87</RequestId>\n  </ResponseMetadata>';

function answer(action: string, result: string, of = namespace): string {
  return `<${action}Response xmlns="${of}">\n  <${action}Result>\n${result}\n  </${action}Result>\n  ${id}\n</${action}Response>\n`;
}

const identity = answer(
  'GetCallerIdentity',
  '    <Arn>arn:aws:sts::111122223333:assumed-role/auditor/session</Arn>\n    <UserId>AROAEXAMPLE:session</UserId>\n    <Account>111122223333</Account>',
  'https://sts.amazonaws.com/doc/2011-06-15/',
);

const counts = {
  UsersQuota: 5000,
  GroupsQuota: 100,
  InstanceProfiles: 6,
  SigningCertificatesPerUserQuota: 2,
  AccountAccessKeysPresent: 0,
  RolesQuota: 250,
  RolePolicySizeQuota: 10240,
  AccountSigningCertificatesPresent: 0,
  Users: 27,
  ServerCertificatesQuota: 20,
  ServerCertificates: 0,
  AssumeRolePolicySizeQuota: 2048,
  Groups: 7,
  MFADevicesInUse: 1,
  Roles: 3,
  AccountMFAEnabled: 1,
  MFADevices: 3,
  GroupsPerUserQuota: 10,
  GroupPolicySizeQuota: 5120,
  InstanceProfilesQuota: 100,
  AccessKeysPerUserQuota: 2,
  Providers: 0,
  UserPolicySizeQuota: 2048,
};

function summary(entries: Readonly<Record<string, number>>): string {
  const lines = Object.entries(entries).map(
    ([key, value]) =>
      `      <entry>\n        <key>${key}</key>\n        <value>${value}</value>\n      </entry>`,
  );
  return answer('GetAccountSummary', `    <SummaryMap>\n${lines.join('\n')}\n    </SummaryMap>`);
}

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,' +
  'access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,' +
  'access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,' +
  'cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const root = 'arn:aws:iam::111122223333:root';
const ana = 'arn:aws:iam::111122223333:user/ana';

/** As reports were before 2019, with a root user who has no password column of its own. */
const older = [
  columns,
  `<root_account>,${root},2018-06-01T06:55:24+00:00,not_supported,2018-07-09T00:48:51+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
  `ana,${ana},2019-03-06T09:35:15+00:00,true,2019-03-07T06:39:12+00:00,2019-03-07T06:38:57+00:00,2019-06-05T06:38:57+00:00,true,true,2019-03-06T09:49:42+00:00,N/A,N/A,N/A,true,2019-03-06T10:10:00+00:00,2019-03-07T10:10:00+00:00,us-east-1,iam,false,N/A,false,N/A`,
  `ci,arn:aws:iam::111122223333:user/machines/ci,2018-06-01T07:00:00+00:00,false,N/A,N/A,N/A,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
];

/** As they are since root's credentials can be taken away: root has a password or none, and there is a column more. */
const newer = [
  `${columns},additional_credentials_info`,
  `<root_account>,${root},2022-04-17T14:59:38Z,FALSE,no_information,N/A,not_supported,FALSE,FALSE,N/A,N/A,N/A,N/A,FALSE,N/A,N/A,N/A,N/A,FALSE,N/A,FALSE,N/A,`,
  `ana,${ana},2024-05-01T09:00:00+00:00,true,no_information,2024-05-01T09:00:00+00:00,N/A,false,true,2024-05-01T09:00:00+00:00,2026-08-01T09:00:00+00:00,eu-central-1,s3,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A,"Additional access keys: 0"`,
];

function report(lines: readonly string[], time: string): string {
  const content = Buffer.from(lines.join('\n')).toString('base64');
  return answer(
    'GetCredentialReport',
    `    <Content>${content}</Content>\n    <ReportFormat>text/csv</ReportFormat>\n    <GeneratedTime>${time}</GeneratedTime>`,
  );
}

function recording(
  lines: readonly string[],
  time: string,
  entries: Readonly<Record<string, number>>,
): Recording {
  return {
    source:
      'docs.aws.amazon.com/IAM/latest/APIReference and /STS/latest/APIReference; the report: its columns in ' +
      'docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html, its words as recorded in github.com/prowler-cloud/prowler (Apache-2.0); ' +
      'the summary: github.com/aws/aws-cli, awscli/examples/iam/get-account-summary.rst (Apache-2.0).',
    settings: { account: '111122223333', region: 'us-east-1' },
    now: time,
    answers: {
      '/#GetCallerIdentity': identity,
      '/#GenerateCredentialReport': answer('GenerateCredentialReport', '    <State>COMPLETE</State>'),
      '/#GetCredentialReport': report(lines, time),
      '/#GetAccountSummary': summary(entries),
    },
    records: { 'credential-report': lines.length - 1, 'account-summary': 1 },
  };
}

export const awsOlder = recording(older, '2019-03-08T00:00:00Z', counts);
export const awsNewer = recording(newer, '2026-06-01T00:00:00.123Z', {
  ...counts,
  AccountPasswordPresent: 0,
  GlobalEndpointTokenVersion: 1,
  PoliciesQuota: 1500,
});

interface Summary {
  readonly SummaryMap: Readonly<Record<string, number>>;
}
const summaryOf = (name: string) => recorded<Summary>('iam', name).SummaryMap;

/** A report and a summary of one account, some months apart. */
export const awsOf2017 = recording(
  recorded<{ Content: readonly string[] }>('iam', 'report').Content,
  '2017-02-22T23:07:48Z',
  summaryOf('summaryOf2016'),
);
export const awsOf2025 = recording(newer, '2025-06-24T00:00:00Z', summaryOf('summary'));
