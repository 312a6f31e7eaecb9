import type { Attestation } from '../../../lib/judging/attestation.ts';
import { singleSignOnId } from '../../../lib/judging/people/google-sign-in.ts';

export function word(control: string, connections: readonly string[]): Attestation {
  return {
    schema: 'exhibit/attestation/v1',
    control,
    by: 'cto@example.com',
    note: 'Seen in the settings',
    at: '2026-11-01T09:00:00Z',
    expires: '2027-03-01',
    files: [],
    about: { connections, policies: [] },
  };
}

/** Somebody's word that people must sign in to these through Google. */
export function throughGoogle(...connections: readonly string[]) {
  return { [singleSignOnId]: word(singleSignOnId, connections) };
}
