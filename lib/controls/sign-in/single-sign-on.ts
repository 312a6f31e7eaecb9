import * as z from 'zod/mini';
import { team } from '../../evidence/datasets/slack.ts';
import { despiteWords } from '../../judging/attestation.ts';
import { attested, unseenEvidence } from '../../judging/attested.ts';
import { type Assessment, type ControlInput, defineControl } from '../../judging/control.ts';
import { fail, type Judgement, named, unknown } from '../../judging/judgement.ts';
import { optional } from '../../judging/need.ts';
import { singleSignOnId } from '../../judging/people/google-sign-in.ts';
import { hasOwnSignIn } from '../../providers/services.ts';
import { otherProvider } from '../../providers/slack/controls/second-factor.ts';

/** Which services offer it, and whether they demand it, no API of theirs tells the whole of; so a person says it. */
export const singleSignOn = defineControl({
  id: singleSignOnId,
  version: 3,
  title: 'Services sign in through Google Workspace where they offer it',
  meaning: 'Every connected service that offers single sign-on signs its people in through Google Workspace.',
  fix: 'Turn on single sign-on through Google in the service’s settings, and record that somebody looked.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.5.16'], nist80053: ['IA-2'], cis: ['6.7'] },
  needs: [optional(team)],
  parameters: () => z.strictObject({}),
  attested: true,
  applies: (connected) =>
    connected.some(hasOwnSignIn) ? null : 'No service besides Google Workspace is connected.',
  evaluate,
});

function evaluate(input: ControlInput<unknown>): Iterable<Assessment> {
  const services = input.documents
    .filter(({ provider }) => hasOwnSignIn(provider))
    .map(({ connection }) => connection);
  return [...new Set(services)].sort().map((name): Assessment => {
    const untold = `How people sign in to ${name} is not told by its API: look at its settings and record it with “exhibit attest ${singleSignOnId}”.`;
    const said = attested(input, { kind: 'connections', name }, untold);
    return { ...named(name), ...(said.verdict === 'pass' ? held(input, name, said) : said) };
  });
}

/** A word, held against the identity provider that Slack names. */
function held(input: ControlInput<unknown>, connection: string, said: Judgement): Judgement {
  const other = otherProvider(input, connection);
  if (other !== null)
    return fail(`Its people sign in through ${other}, as Slack has it${despiteWords(input.attestation)}.`);
  const unseen = unseenEvidence(input.documents, connection, team);
  return unseen === null ? said : unknown(unseen);
}
