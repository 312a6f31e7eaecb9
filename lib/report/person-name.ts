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

/** Whose account a record is by its own words; null where they name nobody by an address. */
export function personIn(line: string): string | null {
  const record = recordOf(line);
  const texts = fields.flatMap((name) => (typeof record[name] === 'string' ? [record[name]] : []));
  return texts.map(personOf).find((person) => person !== null) ?? null;
}

function recordOf(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
