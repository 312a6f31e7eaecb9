import * as z from 'zod/mini';
import { users as googleUsers } from '../../../evidence/datasets/google-workspace.ts';
import { type SlackUser, team, users } from '../../../evidence/datasets/slack.ts';
import { despiteText } from '../../../judging/attestation.ts';
import { attested, unseenEvidence } from '../../../judging/attested.ts';
import {
  type Assessed,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { fail, type Judgement, named, unknown } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { listNames } from '../../../judging/people/names.ts';
import { isActivePerson, slackApplies, subjectOf } from './accounts.ts';
import { secondFactors } from './second-factor.ts';

/**
 * No API of Slack tells whether a workspace requires two-factor authentication, so a person says it instead. The list of
 * people can contradict that: Slack demands of an owner who turns it on to have it, and signs out whoever has not.
 */
export const slackMfaRequired = defineControl({
  id: 'slack.mfa-required',
  version: 3,
  title: 'Slack requires two-factor authentication',
  meaning:
    'The workspace requires two-factor authentication of everybody: attested, as no API tells, and contradicted by an owner or administrator who has none.',
  fix: 'Turn on workspace-wide two-factor authentication in Slack’s security settings, and record that somebody looked.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [optional(users), optional(team), optional(googleUsers)],
  parameters: () => z.strictObject({}),
  attested: true,
  applies: slackApplies,
  evaluate,
});

function* evaluate(input: ControlInput<unknown>): Iterable<Assessed> {
  const ours = input.documents.filter(({ provider }) => provider === 'slack');
  for (const name of new Set(ours.map(({ connection }) => connection))) {
    const said = attested(input, { kind: 'connections', name }, notAttested);
    yield { ...named(name), ...(said.verdict === 'pass' ? yield* held(input, name, said) : said) };
  }
}

/** An attestation, compared with what the list of people shows. */
function* held(input: ControlInput, connection: string, said: Judgement): Generator<Assessed, Judgement> {
  const unseen = unseenEvidence(input.documents, connection, users);
  if (unseen !== null) return unknown(unseen);
  const view = input.views(users).find(({ document }) => document.connection === connection);
  return (view && (yield* contradiction(input, view))) ?? said;
}

function* contradiction(
  input: ControlInput,
  view: DatasetView<SlackUser>,
): Generator<Assessed, Judgement | null> {
  const factorOf = yield* secondFactors(input, view);
  const without = [...view.records()].filter(
    (user) => isActivePerson(user) !== false && factorOf(user).verdict !== 'pass',
  );
  const despite = despiteText(input.attestation);
  const mighty = without.filter(
    (user) => (user.isOwner || user.isAdmin) && isActivePerson(user) && factorOf(user).verdict === 'fail',
  );
  if (mighty.length > 0)
    return fail(
      `Without two-factor authentication, though they may administer the workspace: ${some(mighty)}${despite}.`,
    );
  if (without.length === 0) return null;
  return unknown(
    `Slack shows no two-factor authentication of ${some(without)}${despite}: it is not known whether it is required of them.`,
  );
}

function some(found: readonly SlackUser[]): string {
  return listNames(found.map(subjectOf));
}

const notAttested =
  'Slack has no API that tells whether two-factor authentication is required: look at the workspace’s security settings and record it with “exhibit attest slack.mfa-required”.';
