import * as z from 'zod/mini';
import {
  type GitHubOutsideCollaborator as Account,
  type GitHubOrganization,
  members,
  organization,
  outsideCollaborators,
} from '../../../evidence/datasets/github.ts';
import { users as googleUsers } from '../../../evidence/datasets/google-workspace.ts';
import { unseenEvidence } from '../../../judging/attested.ts';
import {
  type Assessed,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../../judging/judgement.ts';
import { optional } from '../../../judging/need.ts';
import { googleEvidence } from '../../../judging/people/google-sign-in.ts';
import { type Asked, isManaged, judgeManaged, ownerOf } from './managed.ts';

export const githubMfaRequired = defineControl({
  id: 'github.mfa-required',
  version: 2,
  title: 'The GitHub organization requires two-factor authentication',
  meaning:
    'Every connected GitHub organization requires two-factor authentication of everybody who has access to it; where they are managed users, their identity provider does, by its evidence where that is Google, else by attestation.',
  fix: 'As an owner, open the organization’s Settings › Authentication security and require two-factor authentication for everyone. For managed users require it at the identity provider.',
  mappings: { soc2: ['CC6.1'], iso27001: ['A.8.5'], nist80053: ['IA-2(1)'], cis: ['6.3'] },
  needs: [organization, optional(members), optional(outsideCollaborators), optional(googleUsers)],
  parameters: () => z.strictObject({}),
  attested: 'beside',
  *evaluate(input): Generator<Assessed> {
    for (const { document, records } of input.views(organization))
      for (const one of records()) {
        const { connection } = document;
        const who = whoOf(connection, one.id, one.login.toLowerCase());
        const judgement = isManaged(input, connection)
          ? yield* judgeAllManaged(input, connection)
          : judge(one);
        yield { ...who, ...judgement };
      }
  },
});

function judge({ twoFactorRequirementEnabled: required }: GitHubOrganization): Judgement {
  if (required === true) return pass;
  if (required === false) return fail('It does not require two-factor authentication.');
  return unknown(
    'GitHub did not show whether it requires two-factor authentication; only owners are shown that.',
  );
}

/** Required of all is what is required of each: the worst that is known of anybody. */
function* judgeAllManaged(input: ControlInput, connection: string): Generator<Assessed, Judgement> {
  for (const dataset of [members, outsideCollaborators]) {
    const unseen = unseenEvidence(input.documents, connection, dataset);
    if (unseen !== null) return unknown(unseen);
  }
  const own = <Row extends Account>(views: readonly DatasetView<Row>[]): readonly Account[] =>
    views
      .filter(({ document }) => document.connection === connection)
      .flatMap((view) => [...view.records()].filter(({ type }) => type !== 'Bot'));
  const inside = own(input.views(members));
  const people = [...inside, ...own(input.views(outsideCollaborators))];
  if (inside.length === 0) return unknown('The list of members names no person.');
  const owners = people.map((account) => ownerOf(input, connection, account));
  const evidence = yield* googleEvidence(input, owners);
  const asked: Asked = { connection, fact: 'isEnforcedIn2Sv', notAttested: managedNotAttested };
  const judged = owners.map((whose) => judgeManaged(input, whose, evidence, asked));
  const worst = (['fail', 'unknown'] as const).map((verdict) =>
    judged.filter((one) => one.verdict === verdict),
  );
  const [first, ...others] = worst.find((found) => found.length > 0) ?? [];
  if (!first) return { verdict: 'pass', reason: passText(judged) };
  return others.length === 0
    ? first
    : { ...first, reason: `${first.reason} The same applies to ${others.length} more.` };
}

function passText(judged: readonly Judgement[]): string {
  const attestedOne = judged.find(({ reason }) => reason.startsWith('Attested'));
  const of = `${judged.length} managed ${judged.length === 1 ? 'user' : 'users'}`;
  return attestedOne?.reason ?? `Google enforces 2-step verification for each of the ${of}.`;
}

const managedNotAttested =
  'Managed users sign in at an identity provider, and Google’s evidence does not know everybody: name them under people.identities, or look at the identity provider and record it with “exhibit attest github.mfa-required”.';
