import { type Member, membersOf, organizationOf } from '../../evidence/datasets/declared.ts';
import { users as googleUsers } from '../../evidence/datasets/google-workspace.ts';
import {
  type Assessed,
  type Control,
  type ControlInput,
  type DatasetView,
  defineControl,
} from '../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../judging/judgement.ts';
import { optional } from '../../judging/need.ts';
import { googleEvidence, googleSignIn } from '../../judging/people/google-sign-in.ts';
import type { Whose } from '../../judging/people/people.ts';
import type { ControlWords } from '../declaration.ts';
import { emailOf, isJudged, subjectOf } from './accounts.ts';
import { inDoubt } from './doubt.ts';
import { metadataOf, secondFactor, type Titled } from './second-factor.ts';

const attested = 'Where everybody must sign in through Google, attest sign-in.single-sign-on.';

/**
 * `<provider>.mfa-enrolled`. Whoever signs in through single sign-on may have no second factor with the provider. Where
 * somebody attested that people sign in through Google, Google's evidence speaks for those whom it knows; but only while
 * the organization's evidence says that nobody comes in by a password alone.
 */
export function mfaEnrolled(declaration: Titled, metadata: ControlWords): Control<unknown> {
  const { id, organization, title } = declaration;
  const { fix, version } = metadataOf(metadata);
  return defineControl({
    id: `${id}.mfa-enrolled`,
    version,
    title: `Everyone in ${title} has two-factor authentication`,
    meaning: `Every active person in ${title} has two-factor authentication set up${organization ? ', or must sign in through Google (attested, and the organization requires a second factor or single sign-on) and has it there' : ''}.`,
    fix: organization ? `${fix} ${attested}` : fix,
    ...secondFactor,
    needs: [membersOf(id), ...(organization ? [optional(organizationOf(id)), optional(googleUsers)] : [])],
    *evaluate(input: ControlInput<unknown>): Generator<Assessed> {
      for (const view of input.views(membersOf(id))) {
        const throughGoogle = organization ? yield* signedInThroughGoogle(input, view) : () => null;
        for (const members of view.batches())
          yield members.filter(isJudged).map((member) => ({
            ...whoOf(view.document.connection, member.id, subjectOf(member)),
            ...inDoubt(member, title, judge(member, title, throughGoogle)),
          }));
      }
    },
  });
}

type ThroughGoogle = (member: Member) => Judgement | null;

function* signedInThroughGoogle(
  input: ControlInput,
  { document: { connection, provider }, records }: DatasetView<Member>,
): Generator<Assessed, ThroughGoogle> {
  if (!googleSignIn(input, connection) || !hasNoOtherWay(input, provider, connection)) return () => null;
  const whose = (member: Member): Whose =>
    input.people.whose({ connection, provider, account: subjectOf(member), email: emailOf(member) });
  const evidence = yield* googleEvidence(input, [...records()].map(whose));
  return (member) => evidence(whose(member), 'isEnrolledIn2Sv');
}

function hasNoOtherWay({ views }: ControlInput, provider: string, connection: string): boolean {
  const view = views(organizationOf(provider)).find(({ document }) => document.connection === connection);
  return [...(view?.records() ?? [])].some(
    ({ mfaEnforced, singleSignOn }) => mfaEnforced === true || singleSignOn === true,
  );
}

function judge(member: Member, title: string, throughGoogle: ThroughGoogle): Judgement {
  if (member.mfaEnrolled === true) return pass;
  const there = throughGoogle(member);
  if (there) return there;
  return member.mfaEnrolled === null
    ? unknown(`${title} did not say whether this person has two-factor authentication.`)
    : fail('Two-factor authentication is not set up.');
}
