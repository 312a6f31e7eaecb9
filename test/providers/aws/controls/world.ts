import type { AwsAccountSummary, AwsCredential } from '../../../../lib/evidence/datasets/aws.ts';
import type { EvidenceDocument } from '../../../../lib/evidence/document.ts';
import type { Control, DatasetView } from '../../../../lib/judging/control.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { assess, type Said } from '../../../judging/assess.ts';
import { inputOf } from '../../../judging/input.ts';
import { document } from '../../google-workspace/controls/world.ts';

export const now = new Date('2026-11-23T02:00:00Z');

const noKey = { key1Active: false, key1LastRotated: 'N/A', key1LastUsed: 'N/A' };
const noSecondKey = { key2Active: false, key2LastRotated: 'N/A', key2LastUsed: 'N/A' };

/** Root as it should be. */
export function root(changes: Partial<AwsCredential> = {}): AwsCredential {
  return {
    arn: 'arn:aws:iam::111122223333:root',
    certificate: false,
    moreCredentials: false,
    ...noKey,
    ...noSecondKey,
    mfaActive: true,
    passwordEnabled: null,
    passwordLastChanged: 'not_supported',
    passwordLastUsed: '2026-01-03T10:00:00+00:00',
    user: '<root_account>',
    userCreationTime: '2019-01-01T00:00:00+00:00',
    ...changes,
  };
}

/** Somebody who uses the console daily, with MFA and without a key. */
export function user(name: string, changes: Partial<AwsCredential> = {}): AwsCredential {
  return {
    arn: `arn:aws:iam::111122223333:user/${name}`,
    certificate: false,
    moreCredentials: false,
    ...noKey,
    ...noSecondKey,
    mfaActive: true,
    passwordEnabled: true,
    passwordLastChanged: '2024-05-01T09:00:00+00:00',
    passwordLastUsed: '2026-11-22T08:00:00+00:00',
    user: name,
    userCreationTime: '2024-05-01T09:00:00+00:00',
    ...changes,
  };
}

export function summary(changes: Partial<AwsAccountSummary> = {}): AwsAccountSummary {
  return {
    account: '111122223333',
    accountAccessKeysPresent: 0,
    accountMFAEnabled: 1,
    accountPasswordPresent: 1,
    accountSigningCertificatesPresent: 0,
    users: null,
    ...changes,
  };
}

export interface World {
  readonly connection?: string;
  readonly report?: readonly AwsCredential[];
  readonly summary?: AwsAccountSummary | null;
  readonly document?: Partial<EvidenceDocument>;
}

/** Runs a control on AWS connections, with its parameters as its schema reads them. */
export function evaluate(control: Control, worlds: readonly World[], parameters: object = {}): Said[] {
  const views = worlds.flatMap(viewsOf);
  return assess(control, inputOf(control, views, now, parameters));
}

function viewsOf(world: World): DatasetView[] {
  const { connection = 'aws', report = [root()], summary: given = summary() } = world;
  return [
    { name: 'credential-report', rows: report as readonly object[] },
    { name: 'account-summary', rows: given === null ? [] : [given] },
  ].map(({ name, rows }) =>
    datasetView(document(name, { provider: 'aws', connection, ...world.document }), () => rows),
  );
}
