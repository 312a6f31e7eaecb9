import type { Configuration } from '../config/configuration.ts';
import type { AttestedScope } from '../judging/attestation.ts';
import { sharedAccountKey } from '../judging/people/shared-accounts.ts';
import { registerOf, serviceKey } from '../judging/services/register.ts';
import { policyKey } from '../judging/standard.ts';

/** An attestation says nothing of what is connected, listed or named after it was given. */
export function scopeOf({ connections, settings }: Configuration): AttestedScope {
  return {
    connections: connections.map(({ id }) => id).sort(),
    policies: settings.policies.map(policyKey).sort(),
    sharedAccounts: settings.sharedAccounts.map(sharedAccountKey).sort(),
    services: registerOf(settings).map(serviceKey).sort(),
  };
}
