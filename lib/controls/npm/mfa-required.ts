import { z } from 'zod';
import { type EvidenceDocument, isWhole } from '../../evidence/document.ts';
import type { NpmAccount, NpmToken } from '../../evidence/records/npm.ts';
import { type Assessment, type ControlInput, type DatasetView, defineControl } from '../control.ts';

/**
 * No API of npm tells whether an organization enforces two-factor authentication, so the organization stays unknown
 * until somebody attests it. Tokens only contradict: one that is in force and bypasses two-factor authentication fails.
 */
export const npmMfaRequired = defineControl({
  id: 'npm.mfa-required',
  version: 1,
  title: 'npm requires two-factor authentication',
  meaning:
    'The npm organization enforces two-factor authentication: attested, as no API tells, and contradicted by any access token seen that bypasses it.',
  fix: 'Turn on “Require two-factor authentication” in the organization’s settings on npm, and replace tokens that bypass it by trusted publishing or by tokens that do not.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [{ provider: 'npm', dataset: 'account', optional: true }],
  parameters: z.strictObject({}),
  applies: (connected) => (connected.includes('npm') ? null : 'No npm organization is connected.'),
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  const ours = input.documents.filter(({ provider }) => provider === 'npm');
  for (const connection of new Set(ours.map((document) => document.connection)))
    yield { subject: connection, verdict: 'unknown', reason: notTold };
  for (const { dataset, ...document } of ours)
    if (dataset === 'account' && !isWhole(document)) yield unread(document);
  for (const view of input.datasets<NpmAccount>('npm', 'account')) yield* contradictions(view, input.now);
}

const notTold =
  'npm has no API that tells whether the organization enforces two-factor authentication: look at its members page and record it with “exhibit attest npm.mfa-required”.';

function unread({ connection }: Pick<EvidenceDocument, 'connection'>): Assessment {
  return {
    subject: `tokens of ${connection}`,
    verdict: 'unknown',
    reason: 'The tokens that could bypass two-factor authentication were not read, or not all of them.',
  };
}

function* contradictions({ document, records }: DatasetView<NpmAccount>, now: Date): Iterable<Assessment> {
  for (const { name, tokens } of records())
    for (const token of tokens ?? []) {
      if (token.bypass2fa === false || !isInForce(token, now)) continue;
      const subject = `token ${token.key} of ${document.connection}`;
      const which = `The token ${token.name === null ? 'without a name' : `“${token.name}”`}${name === null ? '' : ` of ${name}`}`;
      yield token.bypass2fa
        ? { subject, verdict: 'fail', reason: `${which} bypasses two-factor authentication.` }
        : {
            subject,
            verdict: 'unknown',
            reason: `npm does not say whether ${which.replace('The', 'the')} bypasses two-factor authentication.`,
          };
    }
}

/** Neither revoked nor past its end. An end that is no time, or in the future, leaves it in force. */
function isInForce({ expiry, revoked }: NpmToken, now: Date): boolean {
  const ended = (time: string | null): boolean => time !== null && Date.parse(time) <= now.getTime();
  return !ended(expiry) && !ended(revoked);
}
