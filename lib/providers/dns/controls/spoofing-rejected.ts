import * as z from 'zod/mini';
import { type MailRecords, mailRecords } from '../../../evidence/datasets/dns.ts';
import { zoneOf } from '../../../evidence/mail/zone.ts';
import { type Assessment, type ControlInput, defineControl } from '../../../judging/control.ts';
import { named } from '../../../judging/judgement.ts';
import { judgeDkim } from './dkim.ts';
import { judgeDmarc } from './dmarc.ts';
import { pass } from './finding.ts';
import { sendsNothing } from './spf/sends-nothing.ts';
import { judgeSpf } from './spf.ts';

export const spoofingRejected = defineControl({
  id: 'email.spoofing-rejected',
  version: 2,
  title: 'Mail that only claims to be from the company is rejected',
  meaning:
    'Every domain of the company has an SPF record that, with all that it includes, refuses mail from anybody at all (RFC 7208), a DKIM key of 1,024 bits of RSA or more, or of Ed25519, unless it sends nothing, and a DMARC policy of quarantine or reject for all mail and all subdomains, by RFC 7489 and RFC 9989 alike.',
  fix: 'Publish “v=spf1 … -all”, the DKIM keys of the services that send, and “v=DMARC1; p=reject” once the reports show that all rightful mail passes.',
  mappings: { soc2: ['CC6.6'], iso27001: ['A.5.14'], nist80053: ['SI-8'], cis: ['9.5'] },
  needs: [mailRecords],
  parameters: () => z.strictObject({}),
  *evaluate(input: ControlInput<unknown>) {
    for (const view of input.views(mailRecords)) for (const record of view.records()) yield assess(record);
  },
});

function assess({ answers, domain }: MailRecords): Assessment {
  const zone = zoneOf(answers);
  const keys = answers.filter(({ name, type }) => type === 'TXT' && name.endsWith(`._domainkey.${domain}`));
  const signed = sendsNothing(zone, domain) ? pass : judgeDkim(keys);
  const findings = [judgeSpf(zone, domain), judgeDmarc(zone, domain), signed];
  const verdict = (['fail', 'unknown'] as const).find((one) =>
    findings.some((found) => found.verdict === one),
  );
  const said = findings.filter((found) => found.verdict === (verdict ?? 'pass') && found.reason !== '');
  return {
    ...named(domain),
    verdict: verdict ?? 'pass',
    reason: said.map(({ reason }) => reason).join(' '),
  };
}
