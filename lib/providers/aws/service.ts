import type { Service } from '../../judging/service.ts';
import { awsMfaEnrolled } from './controls/mfa-enrolled.ts';
import { rootProtected } from './controls/root-protected.ts';
import { unusedCredentialsRemoved } from './controls/unused-credentials-removed.ts';
import { awsReview } from './review.ts';

/** Its users are often programs, so that they are not joined with people. */
export const aws: Service = {
  provider: 'aws',
  controls: [awsMfaEnrolled, rootProtected, unusedCredentialsRemoved],
  accounts: [],
  review: awsReview,
};
