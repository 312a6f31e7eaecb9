import type { DirectoryUser } from '../../demo/stand-ins/google/world.ts';
import { type Company, type Json, larch, mail, policy, user, vault } from './company.ts';

/** The company with people changed, by the part of the address before the @. */
export function people(changes: Readonly<Record<string, Partial<DirectoryUser>>>, company = larch): Company {
  const users = company.google.users.map((one) => ({ ...one, ...changes[one.id.slice(2)] }));
  return { ...company, google: { ...company.google, users } };
}

/** The same with another person, who has a 1Password account as well. */
export function withPerson(name: string, traits: Partial<DirectoryUser>): Company {
  const account = { ...(larch.onepassword.users[0] as Json), id: `OP${name}`, email: mail(name), name };
  return {
    ...larch,
    google: { ...larch.google, users: [...larch.google.users, user(name, traits)] },
    onepassword: { ...larch.onepassword, users: [...larch.onepassword.users, account] },
  };
}

/** The same where everybody has an address in a domain alias as well, by which 1Password knows somebody. */
export function inAlias(name: string, company = larch): Company {
  const alias = { domain: 'larch-carpentry.example', of: 'larch.example' };
  const users = company.onepassword.users.map((one) =>
    one.email.toLowerCase() === mail(name) ? { ...one, email: `${name}@${alias.domain}` } : one,
  );
  return google({ domainAliases: [alias] }, onepassword({ users }, company));
}

/** The same with parts of Google changed. */
export function google(changes: Partial<Company['google']>, company = larch): Company {
  return { ...company, google: { ...company.google, ...changes } };
}

/** The same with more policies. */
export function policies(more: Company['google']['policies'], company = larch): Company {
  return google({ policies: [...company.google.policies, ...more] }, company);
}

/** The top unit's enforcement replaced. */
export function enforcedFrom(time: string, company = larch): Company {
  const others = company.google.policies.filter(({ name }) => name !== 'policies/enforcement-root-unit-100');
  return google({ policies: [...others, policy('enforcement', { enforcedFrom: time })] }, company);
}

/** The same with other waivers. */
export function withWaivers(waivers: readonly Json[], company = larch): Company {
  return configured({ waivers }, company);
}

/** The same with parts of 1Password changed. */
export function onepassword(changes: Partial<Company['onepassword']>, company = larch): Company {
  return { ...company, onepassword: { ...company.onepassword, ...changes } };
}

/** The same with parts of the configuration changed. */
export function configured(changes: Json, company = larch): Company {
  return { ...company, configuration: { ...company.configuration, ...changes } };
}

/** The vault Ledger replaced, and who is named for it. */
export function ledger(
  people: readonly string[],
  groups: readonly string[],
  named: readonly string[],
  company = larch,
): Company {
  const { vaults } = company.onepassword;
  const changed = vaults.map((one) => (one.name === 'Ledger' ? vault('Ledger', people, groups) : one));
  return naming({ Ledger: named }, onepassword({ vaults: changed }, company));
}

/** Other people named for some vaults. */
export function naming(names: Readonly<Record<string, readonly string[]>>, company = larch): Company {
  const vaults = company.configuration.vaults.map(({ name, members }: Json) => {
    return { name, members: names[name]?.map(mail) ?? members };
  });
  return configured({ vaults }, company);
}

/** The export changed before it is written. */
export function exported(change: (content: Json) => unknown, company = larch): Company {
  return { ...company, exported: change };
}

/** One vault of the export changed. */
export function exportedLedger(change: (vault: Json) => unknown, company = larch): Company {
  return exported(
    (content) => ({
      ...content,
      vaults: content.vaults.map((one: Json) => (one.name === 'Ledger' ? change(one) : one)),
    }),
    company,
  );
}

/** Every group of the export changed, at each place that tells of it: at vaults, and among the groups. */
export function exportedGroups(change: (group: Json) => unknown): Company {
  return exported((content) => ({
    ...content,
    groups: content.groups.map(change),
    vaults: content.vaults.map((one: Json) => ({ ...one, groups: one.groups.map(change) })),
  }));
}

/** The same with 1Password accounts changed, by name. */
export function accountsChanged(changes: Readonly<Record<string, object>>, company = larch): Company {
  const users = company.onepassword.users.map((one) => ({ ...one, ...changes[one.name] }));
  return onepassword({ users }, company);
}

/** The same with another 1Password account. */
export function withAccount(added: Company['onepassword']['users'][number], company = larch): Company {
  return onepassword({ users: [...company.onepassword.users, added] }, company);
}
