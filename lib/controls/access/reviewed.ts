import * as z from 'zod';
import { attestedWords } from '../attestation.ts';
import { type Assessment, type ControlInput, defineControl } from '../control.ts';

const dayMs = 86_400_000;

/** A review is a person's work; what it looked at lies with it as files. */
export const accessReviewed = defineControl({
  id: 'access.reviewed',
  version: 1,
  title: 'Access is reviewed',
  meaning: 'A review of who has access to what was recorded within a year.',
  fix: 'Go through who has what on every service, mend what should not be, and record the sheets with “exhibit attest access.reviewed --file …”.',
  mappings: { soc2: ['CC6.2', 'CC6.3'], iso27001: ['A.5.18'], nist80053: ['AC-2'], cis: ['6.8', '5.1'] },
  needs: [],
  parameters: z.strictObject({ days: z.int().min(1).max(3660).default(365) }),
  attested: true,
  applies: (connected) =>
    connected.some((provider) => provider !== 'google-workspace')
      ? null
      : 'No service besides Google Workspace is connected.',
  evaluate,
});

const subject = 'access review';

function evaluate({ attestation, now, parameters }: ControlInput<{ days: number }>): Iterable<Assessment> {
  if (!attestation) return [{ subject, verdict: 'unknown', reason: nothing }];
  const oldest = now.getTime() - parameters.days * dayMs;
  if (Date.parse(attestation.at) >= oldest)
    return [{ subject, verdict: 'pass', reason: attestedWords(attestation) }];
  const reason = `The last review was recorded on ${attestation.at.slice(0, 10)}, more than ${parameters.days} days ago.`;
  return [{ subject, verdict: 'fail', reason }];
}

const nothing =
  'No review that still counts is recorded: review access and record it with “exhibit attest access.reviewed --file …”.';
