import type { Dataset } from '../../evidence/dataset.ts';
import type { MailRecords } from '../../evidence/datasets/dns.ts';

/** SPF, DMARC and DKIM of every domain: one record per domain. */
export const mailRecords: Dataset<MailRecords> = {
  name: 'mail-records',
  order: 'domain',
  key: ({ domain }) => domain,
  strata: () => ['domain'],
};
