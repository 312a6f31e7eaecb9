/** Fields of a record of an account that name whose it is, the plainest first. */
const fields = ['primaryEmail', 'email', 'userName', 'login', 'user', 'name'];

/** `ana@acme.example (slack)` is her account there: without it and in lower case, the person. */
export function plainName(name: string): string {
  return name.replace(/ \([^()]*\)$/, '').toLowerCase();
}

/** The person whom a name is of: an address, or a pseudonym; null of everything else. */
export function personOf(name: string): string | null {
  const plain = plainName(name);
  return /^[^\s/]+@[^\s/@]+\.[^\s/@]+$|^p-[0-9a-f]{16}$/.test(plain) ? plain : null;
}

/** What an account is called by its own record, and whose that is; null where it names nobody by an address. */
export function accountOwner(line: string): { readonly called: string; readonly person: string | null } {
  const record = recordOf(line);
  const texts = fields.flatMap((name) =>
    typeof record[name] === 'string' && record[name] !== '' ? [record[name]] : [],
  );
  const person = texts.map(personOf).find((one) => one !== null) ?? null;
  return { called: person ?? texts[0] ?? 'without a name', person };
}

function recordOf(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
