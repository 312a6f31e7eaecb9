import { directoryLines } from './two-factor-directory/entries.generated.ts';

/** What the 2FA Directory says of one service: what it offers, never what anybody uses. */
export interface DirectoryEntry {
  readonly name: string;
  readonly domain: string;
  readonly additionalDomains: readonly string[];
  /** Empty where the directory says that it offers none, which may be wrong. */
  readonly methods: readonly string[];
}

/** The name to give with what the directory says. */
export const directoryName = '2FA Directory (2fa.directory), © 2factorauth and contributors, MIT';

interface Index {
  readonly primary: ReadonlyMap<string, DirectoryEntry>;
  /** Null for a domain that is additional to several entries, so that it names none of them. */
  readonly additional: ReadonlyMap<string, DirectoryEntry | null>;
}

let index: Index | undefined;

/** The entry of a domain: of which it is the first one, else to which alone it is additional. Null is not known. */
export function directoryEntry(domain: string): DirectoryEntry | null {
  index ??= indexed(readEntries(directoryLines));
  return index.primary.get(domain) ?? index.additional.get(domain) ?? null;
}

export function indexed(entries: readonly DirectoryEntry[]): Index {
  const primary = new Map<string, DirectoryEntry>();
  const additional = new Map<string, DirectoryEntry | null>();
  for (const entry of entries) {
    if (!primary.has(entry.domain)) primary.set(entry.domain, entry);
    for (const domain of entry.additionalDomains)
      additional.set(domain, additional.has(domain) ? null : entry);
  }
  return { primary, additional };
}

function readEntries(lines: string): readonly DirectoryEntry[] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [domain = '', name = '', others = '', methods = ''] = line.split('\t');
      return { domain, name, additionalDomains: listed(others), methods: listed(methods) };
    });
}

function listed(text: string): readonly string[] {
  return text === '' ? [] : text.split(',');
}
