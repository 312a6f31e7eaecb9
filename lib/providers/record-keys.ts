import type { Dataset } from '../evidence/dataset.ts';
import * as aws from './aws/datasets.ts';
import * as dns from './dns/datasets.ts';
import * as github from './github/datasets.ts';
import * as google from './google-workspace/datasets.ts';
import * as npm from './npm/datasets.ts';
import * as onepassword from './onepassword/datasets.ts';
import * as slack from './slack/datasets.ts';

/** What each provider says of its datasets, without the code that asks for them. */
const byProvider: Readonly<Record<string, readonly Dataset<never>[]>> = {
  aws: [aws.credentialReport, aws.accountSummary],
  dns: [dns.mailRecords],
  github: github.datasets,
  'google-workspace': google.datasets,
  npm: npm.datasets,
  onepassword: [onepassword.users, onepassword.vaults, onepassword.vaultAccess, onepassword.events],
  slack: slack.datasets,
};

/** By what a dataset's records are sorted and told apart; null for one that is not known. */
export function recordKeys(provider: string, dataset: string): ((row: never) => string) | null {
  return byProvider[provider]?.find(({ name }) => name === dataset)?.key ?? null;
}
