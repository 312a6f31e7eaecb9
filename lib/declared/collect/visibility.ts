import type { Member, Organization } from '../../evidence/datasets/declared.ts';
import type { Problem } from '../../evidence/problem.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import type { Flag, Path } from '../fields.ts';
import { inWords } from './look.ts';

/** The organization came, the setting that matters did not. */
export function hiddenSettings(
  { mfaEnforced, singleSignOn }: Organization,
  { organization, title }: Pick<ProviderDeclaration, 'organization' | 'title'>,
): readonly Problem[] {
  const hidden = [
    ...(mfaEnforced === null ? hiddenIn(organization?.mfaEnforced) : []),
    ...(singleSignOn === null ? hiddenIn(organization?.singleSignOn) : []),
  ];
  if (hidden.length === 0) return [];
  const message = `${title} does not show ${hidden.map(inWords).join(', ')} of the organization. ${organization?.grant}`;
  return [{ code: 'not-visible', message }];
}

/** Watches the people go by, for what is said of none of them. */
export interface Watch {
  see(member: Member): void;
  /** What it comes to when the list is at its end. */
  problems(): readonly Problem[];
}

export function watchMembers({ members, title }: Pick<ProviderDeclaration, 'members' | 'title'>): Watch {
  const unseen = new Map(watched(members).filter(([, hidden]) => hidden.length > 0));
  let people = 0;
  return {
    see(member) {
      if (member.service === true || member.state === 'invited' || member.state === 'disabled') return;
      people += 1;
      for (const [name] of unseen) if (member[name] !== null) unseen.delete(name);
    },
    problems() {
      // An organization has an owner: a list of nobody is what a credential that sees nobody is shown.
      if (people === 0)
        return [
          {
            code: 'not-visible',
            message: `${title} names no active member, and an organization always has one. ${members.grant}`,
          },
        ];
      const hidden = [...unseen.values()].flat().map(inWords);
      if (hidden.length === 0) return [];
      const message = `${title} shows ${[...new Set(hidden)].join(', ')} of nobody, of ${people} active members. ${members.grant}`;
      return [{ code: 'not-visible', message }];
    },
  };
}

type Watched = readonly (readonly [keyof Member, readonly Path[]])[];

function watched(members: ProviderDeclaration['members']): Watched {
  const { account, email, login } = members.people;
  return [
    ['accountId', hiddenAt(account)],
    ['email', hiddenAt(email)],
    ['login', hiddenAt(login)],
    ['lastActiveAt', hiddenAt(members.lastActive)],
    ['roles', hiddenAt(members.roles)],
    ['mfaEnforced', hiddenIn(members.mfaEnforced)],
    ['mfaEnrolled', hiddenIn(members.mfaEnrolled)],
    ['service', hiddenIn(members.service)],
    ['singleSignOn', hiddenIn(members.singleSignOn)],
    ['state', [...hiddenIn(members.invited), ...hiddenIn(members.disabled)]],
  ];
}

function hiddenAt(field: { readonly at: Path; readonly missing: string } | null): readonly Path[] {
  return field?.missing === 'hidden' ? [field.at] : [];
}

/** The fields of a flag that a credential may not be shown. */
function hiddenIn(flag: Flag | null | undefined): readonly Path[] {
  if (!flag || typeof flag === 'function') return [];
  if ('at' in flag) return hiddenAt(flag);
  return ('all' in flag ? flag.all : flag.any).flatMap(hiddenIn);
}
