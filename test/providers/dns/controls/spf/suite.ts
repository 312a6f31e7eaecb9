import { readFileSync } from 'node:fs';
import type { DnsType } from '../../../../../lib/evidence/datasets/dns.ts';
import { plainName } from '../../../../../lib/evidence/mail/domain-name.ts';
import type { Found, Zone } from '../../../../../lib/evidence/mail/zone.ts';

/** A case of the RFC's public suite, as `rfc7208/SOURCE.md` says where it comes from. */
interface Case {
  readonly name: string;
  readonly spec: string | number;
  readonly helo: string;
  readonly host: string;
  readonly mailfrom: string;
  /** Every result that the suite accepts. */
  readonly result: readonly string[];
}

type Entry = 'TIMEOUT' | Readonly<Record<string, string | readonly (string | number)[]>>;
type Entries = Readonly<Record<string, readonly Entry[]>>;

interface Section {
  readonly section: string;
  readonly zone: Entries;
  readonly tests: readonly Case[];
}

export const sections: readonly Section[] = JSON.parse(
  readFileSync(new URL('rfc7208/rfc7208-cases.json', import.meta.url), 'utf8'),
);

/** The zone of a section. Where it has no text for a name, its SPF records are the texts; `NONE` keeps them from that. */
export function suiteZone(entries: Entries): Zone {
  const known = new Map(Object.entries(entries).map(([name, entry]) => [plainName(name), entry]));
  const find = (name: string, type: DnsType, aliases: number): Found => {
    const entry = known.get(name);
    if (entry === undefined) return [];
    const alias = valuesOf(entry, 'CNAME')[0];
    if (alias !== undefined) return aliases > 8 ? 'failed' : find(plainName(alias), type, aliases + 1);
    const own = valuesOf(entry, type);
    const values = type === 'TXT' && own.length === 0 ? valuesOf(entry, 'SPF') : own;
    const answered = values.filter((value) => value !== 'NONE');
    return answered.length === 0 && entry.includes('TIMEOUT') ? 'failed' : answered;
  };
  return { find: (name, type) => find(name, type, 0) };
}

function valuesOf(entry: readonly Entry[], type: string): readonly string[] {
  return entry.flatMap((one) => {
    const value = typeof one === 'string' ? undefined : one[type];
    if (value === undefined) return [];
    return typeof value === 'string' ? value : value.join(type === 'MX' ? ' ' : '');
  });
}
