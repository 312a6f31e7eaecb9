import * as z from 'zod/mini';
import { attestedWords, wordOn } from '../../../judging/attestation.ts';
import { type Assessment, type ControlInput, defineControl } from '../../../judging/control.ts';
import { named } from '../../../judging/judgement.ts';
import { slackApplies } from './accounts.ts';

/** No API of Slack tells whether a workspace requires two-factor authentication, so a person says it instead. */
export const slackMfaRequired = defineControl({
  id: 'slack.mfa-required',
  version: 1,
  title: 'Slack requires two-factor authentication',
  meaning: 'The workspace requires two-factor authentication of everybody: attested, as no API tells.',
  fix: 'Turn on workspace-wide two-factor authentication in Slack’s security settings, and record that somebody looked.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [],
  parameters: () => z.strictObject({}),
  attested: true,
  applies: slackApplies,
  evaluate,
});

function* evaluate({ attestation, documents }: ControlInput<unknown>): Iterable<Assessment> {
  const ours = documents.filter(({ provider }) => provider === 'slack');
  for (const connection of new Set(ours.map((document) => document.connection))) {
    const word = wordOn(attestation, 'connections', connection);
    yield word
      ? { ...named(connection), verdict: 'pass', reason: attestedWords(word) }
      : { ...named(connection), verdict: 'unknown', reason: notTold };
  }
}

const notTold =
  'Slack has no API that tells whether two-factor authentication is required: look at the workspace’s security settings and record it with “exhibit attest slack.mfa-required”.';
