import { awsWith } from '../../../../lib/providers/aws/collect/index.ts';
import { anyProvider } from '../../../../lib/providers/provider.ts';
import { answered, type Declaration, noList, type Reason } from '../declaration.ts';

const action = (name: string) => answered('aws', { path: `/#${name}` });

/** A connection is one account or an organization, and the company's is one account. */
const ofOrganization: Reason = {
  because: 'A connection of an organization asks for it: test/providers/aws/organization tries its answers.',
};

export const aws: Declaration = {
  connection: 'aws',
  // A report that does not come is asked for again and again, a while apart.
  hurried: anyProvider(awsWith(async () => {})),
  apart: {
    accounts: ofOrganization,
    'organization-features': ofOrganization,
    'identity-center-users': ofOrganization,
    'identity-center-groups': ofOrganization,
    'identity-center-assignments': ofOrganization,
  },
  questions: {
    'which account answers': {
      feeds: ['credential-report', 'account-summary'],
      spoil: action('GetCallerIdentity'),
      ...noList('An identity'),
      field: { name: 'Account', missing: { ends: 'failed malformed' }, null: { ends: 'failed malformed' } },
    },
    'that a report be written': {
      feeds: ['credential-report'],
      spoil: action('GenerateCredentialReport'),
      ...noList('The state of a report'),
      field: { name: 'State', missing: { ends: 'failed malformed' }, null: { ends: 'failed malformed' } },
    },
    'the report': {
      feeds: ['credential-report'],
      spoil: action('GetCredentialReport'),
      ...noList('A report in CSV'),
      field: { name: 'Content', missing: { ends: 'failed malformed' }, null: { ends: 'failed malformed' } },
    },
    'the summary': {
      feeds: ['account-summary'],
      spoil: action('GetAccountSummary'),
      ...noList('A summary'),
      field: {
        name: 'AccountMFAEnabled',
        missing: { ends: 'partial not-visible' },
        null: { ends: 'failed malformed' },
      },
    },
  },
};
