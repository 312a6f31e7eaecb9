import type { DnsAnswer, DnsType } from '../datasets/dns.ts';

/** Values; or why there are none: the question had no answer, or was never put. An empty list is an answer. */
export type Found = readonly string[] | 'failed' | 'not-asked';

/** What is known of the DNS. */
export interface Zone {
  /** `name` in lower case, without a dot at its end. */
  find(name: string, type: DnsType): Found;
}

/** The zone that a record's answers make up. */
export function zoneOf(answers: readonly DnsAnswer[]): Zone {
  const known = new Map<string, Found>(
    answers.map(({ name, type, values }) => [`${type} ${name}`, values ?? 'failed']),
  );
  return { find: (name, type) => known.get(`${type} ${name}`) ?? 'not-asked' };
}
