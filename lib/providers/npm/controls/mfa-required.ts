import * as z from 'zod/mini';
import { account, type NpmAccount, type NpmToken } from '../../../evidence/datasets/npm.ts';
import { type EvidenceDocument, isWhole } from '../../../evidence/document.ts';
import { type Attestation, despiteText } from '../../../judging/attestation.ts';
import { attested } from '../../../judging/attested.ts';
import {
  type Assessment,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { named, whoOf } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';

/**
 * No API of npm tells whether an organization enforces two-factor authentication, so the organization stays unknown
 * until somebody attests it. Tokens only contradict: one that is in force and bypasses two-factor authentication fails.
 */
export const npmMfaRequired = defineControl({
  id: 'npm.mfa-required',
  version: 2,
  title: 'npm requires two-factor authentication',
  meaning:
    'The npm organization enforces two-factor authentication: attested, as no API tells, and contradicted by any access token seen that bypasses it.',
  fix: 'Turn on “Require two-factor authentication” in the organization’s settings on npm, and replace tokens that bypass it by trusted publishing or by tokens that do not.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [optional(account)],
  parameters: () => z.strictObject({}),
  attested: true,
  applies: (connected) => (connected.includes('npm') ? null : 'No npm organization is connected.'),
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  const { attestation, documents, now } = input;
  const ours = documents.filter(({ provider }) => provider === 'npm');
  const accounts = input.views(account);
  for (const name of new Set(ours.map(({ connection }) => connection)))
    yield { ...named(name), ...attested(input, { kind: 'connections', name }, notAttested) };
  for (const view of accounts) {
    if (!tokensSeen(view)) yield unread(view.document);
    yield* contradictions(view, now, attestation);
  }
}

const notAttested =
  'npm has no API that tells whether the organization enforces two-factor authentication: look at its members page and record it with “exhibit attest npm.mfa-required”.';

/** Whether tokens that would contradict an attestation were seen: a list that broke off or was refused does not speak for it. */
function tokensSeen({ document, records }: DatasetView<NpmAccount>): boolean {
  return isWhole(document) && [...records()].every(({ tokens }) => tokens !== null);
}

function unread({ connection }: EvidenceDocument): Assessment {
  return {
    ...whoOf(connection, 'tokens', `tokens of ${connection}`),
    verdict: 'unknown',
    reason:
      'The tokens that could bypass two-factor authentication were not read, or not all of them: give a token that may list tokens.',
  };
}

function* contradictions(
  view: DatasetView<NpmAccount>,
  now: Date,
  attestation: Attestation | null,
): Iterable<Assessment> {
  for (const { name, tokens } of view.records())
    for (const token of tokens ?? []) {
      if (token.bypass2fa === false || !isInForce(token, now)) continue;
      const { connection } = view.document;
      const who = whoOf(connection, `tokens/${token.key}`, `token ${token.key} of ${connection}`);
      const which = `${token.name === null ? 'without a name' : `“${token.name}”`}${name === null ? '' : ` of ${name}`}`;
      yield token.bypass2fa
        ? {
            ...who,
            verdict: 'fail',
            reason: `The token ${which} bypasses two-factor authentication${despiteText(attestation)}.`,
          }
        : {
            ...who,
            verdict: 'unknown',
            reason: `npm does not say whether the token ${which} bypasses two-factor authentication.`,
          };
    }
}

/** Neither revoked nor past its end. An end that is no time, or in the future, leaves it in force. */
function isInForce({ expiry, revoked }: NpmToken, now: Date): boolean {
  const ended = (time: string | null): boolean => time !== null && Date.parse(time) <= now.getTime();
  return !ended(expiry) && !ended(revoked);
}
