import type { Service } from '../../judging/service.ts';
import { spoofingRejected } from './controls/spoofing-rejected.ts';

/** Nobody signs in to the DNS, so there is no account to join or to review. */
export const dns: Service = {
  provider: 'dns',
  controls: [spoofingRejected],
  accounts: [],
  review: null,
};
