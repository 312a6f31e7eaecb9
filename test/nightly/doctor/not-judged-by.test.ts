import { expect, test } from '@jest/globals';
import type { Configuration } from '../../../lib/config/configuration.ts';
import { notJudgedBy } from '../../../lib/nightly/doctor/not-judged-by.ts';
import { connection } from '../night.ts';

const people = { source: 'google', identities: [] };
const settings = { people, vaults: [], sharedAccounts: [], vaultGroups: {}, policies: [] };

/** The controls that doctor says are not judged, with connections that are set so. */
function notJudgedWith(given: Readonly<Record<string, unknown>>): readonly string[] {
  const connections = Object.entries(given).map(([provider, own]) => ({
    ...connection(provider),
    provider,
    settings: own,
  }));
  const rest = { timezone: 'UTC', customControls: [], ownProviders: [], controls: new Map(), settings };
  return notJudgedBy({ connections, ...rest } as unknown as Configuration).map(({ id }) => id);
}

test.each([
  ['services.registered', 'google-workspace', { reports: { grants: true } }],
  ['onepassword.derived-membership-agrees', 'onepassword', { source: 'events' }],
  ['aws.identity-center-mfa-enforced', 'aws', { organization: {} }],
])('%s is judged where a connection is set to it, and not otherwise', (control, provider, set) => {
  expect(notJudgedWith({ [provider]: set })).not.toContain(control);
  expect(notJudgedWith({ [provider]: {} })).toContain(control);
});
