/** Variables of a process by their names. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The names of variables that a configuration's text may take a secret from. Of the text and not of what it means, so that a
 * file with faults keeps its secrets to itself as well.
 */
export function variablesNamed(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\benv:([A-Za-z_]\w*)/g)].flatMap(([, name]) => name ?? []));
}

/**
 * What the process of one organization's night sees: this process's variables, without those that others name and it does not.
 * @param own the names in its configuration
 * @param others the names in all other files of the fleet
 */
export function environmentFor(
  own: ReadonlySet<string>,
  others: ReadonlySet<string>,
  environment: Variables,
): Variables {
  const passedOn = Object.entries(environment).filter(([name]) => own.has(name) || !others.has(name));
  return Object.fromEntries(passedOn);
}

/** Names that more than one organization takes a secret from, with whose they are: perhaps not what was meant. */
export function sharedNames(
  named: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlyMap<string, readonly string[]> {
  const holders = new Map<string, string[]>();
  for (const [id, names] of named)
    for (const name of names) holders.set(name, [...(holders.get(name) ?? []), id]);
  return new Map([...holders].filter(([, ids]) => ids.length > 1));
}
