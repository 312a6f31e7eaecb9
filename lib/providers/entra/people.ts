import { isObject, type Raw } from '../read-fields.ts';

/**
 * The users of a page. `address` is their mail address or, where they have none, the name that they sign in by, except where
 * that is made up for somebody from elsewhere; `aliases` are all that they answer to.
 */
export function usersIn(body: unknown): unknown {
  return valuesIn(body, (user) => {
    const name = text(user.userPrincipalName);
    const own = name?.includes('#EXT#') ? undefined : name;
    const more = Array.isArray(user.proxyAddresses) ? user.proxyAddresses.flatMap(mailOf) : [];
    return { ...user, address: user.mail ?? own, aliases: [...more, ...(own ? [own] : [])] };
  });
}

/** The lines of the report. Whoever is at home elsewhere may have their second factor there. */
export function registrationsIn(body: unknown): unknown {
  return valuesIn(body, (one) => ({
    ...one,
    ...(one.userType === 'guest' && one.isMfaRegistered === false
      ? { isMfaCapable: null, isMfaRegistered: null }
      : {}),
    roles: one.isAdmin === true ? ['administrator'] : one.isAdmin === false ? [] : null,
  }));
}

function valuesIn(body: unknown, change: (value: Raw) => Raw): unknown {
  if (!isObject(body) || !Array.isArray(body.value)) return undefined;
  return body.value.map((one: unknown) => (isObject(one) ? change(one) : one));
}

/** `SMTP:` is the address that mail is sent from, `smtp:` another one; what is of another kind is no mail address. */
function mailOf(address: unknown): readonly string[] {
  const [, mail] = /^smtp:(.+)$/i.exec(text(address) ?? '') ?? [];
  return mail === undefined ? [] : [mail];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
