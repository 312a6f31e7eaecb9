import { defineDataset } from '../dataset.ts';

export type DnsType = 'A' | 'AAAA' | 'MX' | 'PTR' | 'TXT';

/** A question that was asked, and what the DNS said. */
export interface DnsAnswer {
  /** In lower case, without a dot at its end. */
  readonly name: string;
  readonly type: DnsType;
  /**
   * Addresses, texts (each joined from its pieces), or mail servers as `10 mx.acme.example`, sorted. Empty when there is
   * no such name or nothing of this type at it; null when the question had no answer.
   */
  readonly values: readonly string[] | null;
}

/** What the DNS says of who may send mail as a domain. */
export interface MailRecords {
  /**
   * In the order asked: texts of the domain and of all that its SPF record leads to; `_dmarc.` of it and of the names
   * above; its DKIM keys at `<selector>._domainkey.<domain>`; its mail servers.
   */
  readonly answers: readonly DnsAnswer[];
  /** In lower case and ASCII. */
  readonly domain: string;
}

/** SPF, DMARC and DKIM of every domain: one record per domain. */
export const mailRecords = defineDataset<MailRecords>({
  provider: 'dns',
  name: 'mail-records',
  order: 'domain',
  key: ({ domain }) => domain,
  id: null,
  continues: false,
  onlyFor: null,
  strata: () => ['domain'],
  people: [],
  compared: null,
});
