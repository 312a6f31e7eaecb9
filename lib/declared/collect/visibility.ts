import type { Member, Organization } from '../../evidence/datasets/declared.ts';
import type { Problem } from '../../evidence/problem.ts';
import type { ProviderDeclaration } from '../declaration.ts';
import type { Flag, Path } from '../fields.ts';
import { asText, lookUp } from './look.ts';

/** The organization came, the setting that matters did not, or nobody knows what it means. `raw`: as it came. */
export function hiddenSettings(
  { mfaEnforced, singleSignOn }: Organization,
  raw: unknown,
  { organization, title }: Pick<ProviderDeclaration, 'organization' | 'title'>,
): readonly Problem[] {
  const unknown = [
    ...(mfaEnforced === null ? hiddenIn(organization?.mfaEnforced) : []),
    ...(singleSignOn === null ? hiddenIn(organization?.singleSignOn) : []),
  ];
  const hidden = unknown.filter((at) => lookUp(raw, at) === undefined);
  const strange = unknown.filter((at) => !hidden.includes(at));
  return [
    ...problem(
      'not-visible',
      hidden,
      (fields) => `${title} does not show ${fields} of the organization. ${organization?.grant}`,
    ),
    ...problem(
      'malformed',
      strange,
      (fields) => `${title} gives ${fields} of the organization a value that is not known. ${report}`,
    ),
  ];
}

const report =
  'It counts as unknown; the raw answers show what came. Report it: the provider has new values.';

function problem(
  code: Problem['code'],
  fields: readonly Path[],
  message: (fields: string) => string,
): readonly Problem[] {
  if (fields.length === 0) return [];
  return [{ code, message: message([...new Set(fields.map(asText))].join(', ')) }];
}

/** Watches the people go by, for what is said of none of them. */
export interface Watch {
  /** @param raw as it came */
  see(member: Member, raw: unknown): void;
  /** What it comes to when the list is at its end. */
  problems(): readonly Problem[];
}

export function watchMembers({ members, title }: Pick<ProviderDeclaration, 'members' | 'title'>): Watch {
  const unseen = new Map(watched(members).filter(([, hidden]) => hidden.length > 0));
  const given = new Set<string>();
  let people = 0;
  return {
    see(member, raw) {
      if (member.service === true || member.state === 'invited' || member.state === 'disabled') return;
      people += 1;
      for (const [name, fields] of unseen) {
        if (member[name] !== null) unseen.delete(name);
        else for (const at of fields) if (lookUp(raw, at) !== undefined) given.add(asText(at));
      }
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
      const unknown = [...unseen.values()].flat();
      const strange = unknown.filter((at) => given.has(asText(at)));
      return [
        ...problem(
          'not-visible',
          unknown.filter((at) => !strange.includes(at)),
          (fields) => `${title} shows ${fields} for none of ${people} active members. ${members.grant}`,
        ),
        ...problem(
          'malformed',
          strange,
          (fields) =>
            `${title} gives ${fields} an unknown value for all of ${people} active members. ${report}`,
        ),
      ];
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
