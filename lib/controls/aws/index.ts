import type { Service } from '../service.ts';
import { awsMfaEnrolled } from './mfa-enrolled.ts';
import { rootProtected } from './root-protected.ts';
import { unusedCredentialsRemoved } from './unused-credentials-removed.ts';

/** Its users are often programs, so that they are not joined with people. */
export const aws: Service = {
  provider: 'aws',
  controls: [awsMfaEnrolled, rootProtected, unusedCredentialsRemoved],
  accounts: [],
};
