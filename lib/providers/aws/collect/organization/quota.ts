import { type Pausing, pause } from '../pause.ts';
import type { AwsService } from './requests.ts';

/**
 * Questions a second, well within what AWS takes: of Organizations it publishes nothing, of Identity Center 20 for all that
 * ask, of STS 600, and IAM limits each account on its own.
 */
const perSecond: Readonly<Record<AwsService, number>> = {
  iam: 50,
  identitystore: 10,
  organizations: 5,
  sso: 10,
  sts: 50,
};

/** Waits until it is the turn of one more question to a service. */
export type Turns = (service: AwsService) => Promise<void>;

export function turns(clock: () => Date, { signal, wait }: Pick<Pausing, 'signal' | 'wait'>): Turns {
  const next = new Map<AwsService, number>();
  return async (service) => {
    const now = clock().getTime();
    const at = Math.max(now, next.get(service) ?? 0);
    next.set(service, at + 1000 / perSecond[service]);
    if (at > now) await pause({ pollMs: at - now, signal, wait });
  };
}
