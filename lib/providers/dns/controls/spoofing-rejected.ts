import * as z from 'zod/mini';
import { type MailRecords, mailRecords } from '../../../evidence/datasets/dns.ts';
import { type Assessment, type ControlInput, defineControl } from '../../../judging/control.ts';
import { named } from '../../../judging/judgement.ts';
import { judgeDkim } from './dkim.ts';
import { judgeDmarc } from './dmarc.ts';
import { pass } from './finding.ts';
import { judgeSpf, sendsNothing } from './spf.ts';

export const spoofingRejected = defineControl({
  id: 'email.spoofing-rejected',
  version: 1,
  title: 'Mail that only claims to be from the company is rejected',
  meaning:
    'Every domain of the company has an SPF record that refuses all others, a DKIM key unless it sends nothing, and a DMARC policy of quarantine or reject for all mail and all subdomains.',
  fix: 'Publish “v=spf1 … -all”, the DKIM keys of the services that send, and “v=DMARC1; p=reject” once the reports show that all rightful mail passes.',
  mappings: { soc2: ['CC6.6'], iso27001: ['A.5.14'], nist80053: ['SI-8'], cis: ['9.5'] },
  needs: [mailRecords],
  parameters: () => z.strictObject({}),
  *evaluate(input: ControlInput<unknown>) {
    for (const view of input.views(mailRecords)) for (const record of view.records()) yield assess(record);
  },
});

function assess({ dkim, dmarc, domain, spf }: MailRecords): Assessment {
  const findings = [judgeSpf(spf), judgeDmarc(dmarc), sendsNothing(spf) ? pass : judgeDkim(dkim)];
  const verdict = (['fail', 'unknown'] as const).find((one) =>
    findings.some((found) => found.verdict === one),
  );
  const reasons = findings.filter((found) => found.verdict === verdict).map(({ reason }) => reason);
  return { ...named(domain), verdict: verdict ?? 'pass', reason: verdict ? reasons.join(' ') : '' };
}
