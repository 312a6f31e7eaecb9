import { defineDataset } from '../dataset.ts';

/** The texts at one name, each joined from its pieces; null when the question had no answer. None there is an empty list. */
export interface TextRecords {
  readonly name: string;
  readonly texts: readonly string[] | null;
}

/** How a DMARC record begins (RFC 7489, 6.4): the name of the tag in either case, its value exactly so. */
export const dmarcStart: RegExp = /^[vV]\s*=\s*DMARC1\s*(;|$)/;

/** What the DNS says of who may send mail as a domain. */
export interface MailRecords {
  /** At `<selector>._domainkey.<domain>`, for each selector of the configuration. */
  readonly dkim: readonly TextRecords[];
  /** At `_dmarc.<domain>`, and at its parents' until a record was found. The domain's own comes first. */
  readonly dmarc: readonly TextRecords[];
  /** In lower case and ASCII. */
  readonly domain: string;
  /** At the domain, and at those that its SPF record redirects to, in turn. */
  readonly spf: readonly TextRecords[];
}

/** SPF, DMARC and DKIM of every domain: one record per domain. */
export const mailRecords = defineDataset<MailRecords>({
  provider: 'dns',
  name: 'mail-records',
  order: 'domain',
  key: ({ domain }) => domain,
  strata: () => ['domain'],
  people: [],
  compared: null,
});
