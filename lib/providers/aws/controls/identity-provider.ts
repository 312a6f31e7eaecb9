import { subjectOf } from '../../../declared/controls/accounts.ts';
import type { AwsIdentityCenterUser } from '../../../evidence/datasets/aws-organization.ts';
import { type Member, membersOf } from '../../../evidence/datasets/declared.ts';
import type { ControlInput } from '../../../judging/control.ts';
import { fail, type Judgement, unknown } from '../../../judging/judgement.ts';
import { normalAddress } from '../../../judging/people/address.ts';
import type { Whose } from '../../../judging/people/people.ts';

/** What the identity provider's own control came to, of somebody whom it knows by these names. */
interface Directory {
  readonly title: string;
  readonly control: string;
  /** Whether the control speaks of each person; else of the whole directory. */
  readonly ofEach: boolean;
}

/** The providers whose evidence is asked for by what their controls came to. */
const directories: Readonly<Record<string, Directory>> = {
  entra: { title: 'Microsoft Entra ID', control: 'entra.mfa-enforced', ofEach: true },
  okta: { title: 'Okta', control: 'okta.mfa-enforced', ofEach: false },
};

export const directoryLists = Object.keys(directories).map((provider) => membersOf(provider));

export type SaidOf = (user: AwsIdentityCenterUser, whose: Whose) => Judgement;

/** How to judge whoever signs in through a connection; null where it is of no such provider. */
export function saidBy(input: ControlInput<unknown>, connection: string): SaidOf | null {
  const provider = input.documents.find((one) => one.connection === connection)?.provider ?? '';
  const directory = Object.hasOwn(directories, provider) ? directories[provider] : undefined;
  if (!directory) return null;
  const view = input.views(membersOf(provider)).find(({ document }) => document.connection === connection);
  if (!view) return null;
  const byName = namesIn(view.records());
  return (user, whose) => {
    const found = new Set(namesOf(user, whose).flatMap((name) => byName.get(name) ?? []));
    const [member, ...others] = found;
    if (!member)
      return unknown(
        `${directory.title} (${connection}) knows nobody with this name, so it is not known how they sign in.`,
      );
    if (others.length > 0) return unknown(`Several accounts of ${connection} have this name.`);
    return judged(input, member, directory, connection);
  };
}

function judged(
  { concluded }: ControlInput<unknown>,
  member: Member,
  { control, ofEach, title }: Directory,
  connection: string,
): Judgement {
  const name = subjectOf(member);
  if (member.state !== 'active')
    return unknown(
      `${name} is not active in ${connection}, or that is not known, so it is not known how they sign in.`,
    );
  const one = concluded?.onConnection(control, connection) ?? null;
  const said = ofEach ? (concluded?.onSubject(control, name) ?? []) : one ? [one] : [];
  const worst =
    said.find(({ verdict }) => verdict === 'fail') ?? said.find(({ verdict }) => verdict === 'unknown');
  const how = `${name} signs in through ${title} (${connection})`;
  if (said.length === 0) return unknown(`${how}, and ${control} does not judge that.`);
  if (worst?.verdict === 'fail')
    return fail(`${how}, where a second factor is not enforced: ${worst.reason}`);
  if (worst)
    return unknown(`${how}, where it is not known whether a second factor is enforced: ${worst.reason}`);
  // A waiver over there says nothing of who may sign in here without.
  const excused = said.find(({ waived }) => waived === true);
  if (excused) return unknown(`${how}, where ${control} is waived: ${excused.reason}`);
  return { verdict: 'pass', reason: `${how}, where a second factor is enforced.` };
}

function namesIn(members: Iterable<Member>): ReadonlyMap<string, readonly Member[]> {
  const found = new Map<string, Member[]>();
  for (const member of members) {
    const { aliases = [], email, login } = member;
    for (const name of new Set([email ?? '', login ?? '', ...aliases].map(normalAddress)))
      if (name !== '') found.set(name, [...(found.get(name) ?? []), member]);
  }
  return found;
}

/** By the name that the identity provider gave, by address, and by every address of whoever it is. */
function namesOf({ email, userName }: AwsIdentityCenterUser, whose: Whose): readonly string[] {
  const own = whose.kind === 'person' ? [whose.person.address] : [];
  return [...new Set([userName, email ?? '', ...own].map(normalAddress))].filter((name) => name !== '');
}
