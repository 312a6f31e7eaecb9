import {
  account,
  members,
  type NpmAccount,
  type NpmMember,
  type NpmToken,
} from '../../evidence/datasets/npm.ts';
import { normalAddress } from '../../judging/people/address.ts';
import type { LastUse, ReviewedAccount, ServiceReview } from '../../judging/service-review.ts';

export const npmReview: ServiceReview = {
  datasets: [members, account],
  untold: [
    'npm shows no address of its members, nor whether they have a second factor, nor when they were last there.',
    'npm shows only the access tokens of the account that asks.',
    'Not collected: who may publish which package.',
  ],
  *accounts(records) {
    for (const member of records(members)) yield memberOf(member);
    for (const own of records(account))
      for (const token of own.tokens ?? []) if (token.revoked === null) yield tokenOf(token, own);
  },
  *gaps(records) {
    for (const { tokens } of records(account))
      if (tokens === null) yield 'npm did not show the access tokens of the account that asks.';
  },
};

function memberOf({ name, role }: NpmMember): ReviewedAccount {
  return {
    id: name,
    account: normalAddress(name),
    email: null,
    active: true,
    human: true,
    roles: role === null ? null : [role],
    privileged: role === null ? null : role !== 'developer',
    opens: null,
    secondFactor: null,
    lastUse: null,
  };
}

function tokenOf(token: NpmToken, { name }: NpmAccount): ReviewedAccount {
  const { readonly: readOnly, bypass2fa } = token;
  const roles = [
    readOnly ? 'reads only' : readOnly === false ? 'may publish' : null,
    bypass2fa ? 'bypasses two-factor authentication' : null,
  ].filter((role) => role !== null);
  return {
    id: `token ${token.key}`,
    account: `token ${token.name ?? token.key} of ${name ?? 'an account without a name'}`,
    email: null,
    active: true,
    human: false,
    roles: readOnly === null ? null : roles,
    privileged: readOnly === null ? null : !readOnly,
    opens: null,
    secondFactor: null,
    lastUse: lastUse(token),
  };
}

/** A token that npm gives no last use of may never have been used, or npm may not know. */
function lastUse({ accessed }: NpmToken): LastUse {
  return accessed === null ? null : { at: accessed };
}
