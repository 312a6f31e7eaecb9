import {
  type Member,
  membersOf,
  type Organization,
  organizationOf,
} from '../../evidence/datasets/declared.ts';
import { type Assessed, type Control, type ControlInput, defineControl } from '../../judging/control.ts';
import { fail, type Judgement, pass, unknown, whoOf } from '../../judging/judgement.ts';
import type { ControlWords } from '../declaration.ts';
import { isJudged, subjectOf } from './accounts.ts';
import { inDoubt } from './doubt.ts';
import { metadataOf, secondFactor, type Titled } from './second-factor.ts';

/** `<provider>.mfa-enforced`, of the organization's setting or, where there is none, of each person's. */
export function mfaEnforced(declaration: Titled, metadata: ControlWords): Control<unknown> {
  const { id, organization, title } = declaration;
  return defineControl({
    id: `${id}.mfa-enforced`,
    ...metadataOf(metadata),
    title: `${title} enforces two-factor authentication`,
    meaning: organization
      ? `Every connected organization in ${title} requires two-factor authentication of everybody in it.`
      : `Two-factor authentication is required of every active person in ${title}.`,
    ...secondFactor,
    needs: [organization ? organizationOf(id) : membersOf(id)],
    evaluate: (input) => (organization ? ofOrganizations(input, declaration) : ofPeople(input, declaration)),
  });
}

function* ofOrganizations({ views }: ControlInput, { id, title }: Titled): Generator<Assessed> {
  for (const { document, records } of views(organizationOf(id)))
    for (const one of records())
      yield { ...whoOf(document.connection, one.id, one.id), ...judge(one, title) };
}

function judge({ mfaEnforced: enforced, name, id }: Organization, title: string): Judgement {
  if (enforced === true) return pass;
  const who = name ?? id;
  if (enforced === false) return fail(`Two-factor authentication is not required in ${who}.`);
  return unknown(`${title} did not show whether two-factor authentication is required in ${who}.`);
}

function* ofPeople({ views }: ControlInput, { id, title }: Titled): Generator<Assessed> {
  for (const { document, batches } of views(membersOf(id)))
    for (const members of batches())
      yield members.filter(isJudged).map((member) => ({
        ...whoOf(document.connection, member.id, subjectOf(member)),
        ...inDoubt(member, title, judgePerson(member, title)),
      }));
}

function judgePerson({ mfaEnforced: enforced }: Member, title: string): Judgement {
  if (enforced === true) return pass;
  if (enforced === false) return fail('Two-factor authentication is not required of this person.');
  return unknown(`${title} did not say whether two-factor authentication is required of this person.`);
}
