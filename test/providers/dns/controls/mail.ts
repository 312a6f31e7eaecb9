import { generateKeyPairSync } from 'node:crypto';
import type { DnsAnswer, MailRecords } from '../../../../lib/evidence/datasets/dns.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { wanted } from '../../../../lib/providers/dns/collect/wanted.ts';
import { spoofingRejected } from '../../../../lib/providers/dns/controls/spoofing-rejected.ts';
import { assess } from '../../../judging/assess.ts';
import { inputOf } from '../../../judging/input.ts';
import { document } from '../../google-workspace/controls/world.ts';

/** What lies at a name: texts, or `A 192.0.2.1` and the like in front of a value; null: no answer. What is left out is not there. */
export type World = Readonly<Record<string, readonly string[] | null>>;

function keyText(bits: number): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return `v=DKIM1; k=rsa; p=${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}`;
}

export const rsaKeys = { 512: keyText(512), 1024: keyText(1024), 2048: keyText(2048) } as const;

export const selector = 's1';

/** A company whose mail cannot be forged. */
export const sound: World = {
  'acme.example': ['site-verification=1', 'v=spf1 include:mail.example -all'],
  'mail.example': ['v=spf1 ip4:192.0.2.0/24 ip6:2001:db8:25::/48 -all'],
  '_dmarc.acme.example': ['v=DMARC1; p=reject; rua=mailto:dmarc@acme.example'],
  's1._domainkey.acme.example': [rsaKeys[2048]],
};

/** The record of a domain, asked as the collector asks. */
export function recordOf(
  world: World,
  domain = 'acme.example',
  selectors: readonly string[] = [selector],
): MailRecords {
  const answers: DnsAnswer[] = [];
  for (
    let next = wanted(domain, selectors, answers);
    next.length > 0;
    next = wanted(domain, selectors, answers)
  )
    answers.push(...next.map(({ name, type }) => ({ name, type, values: valuesAt(world, name, type) })));
  return { answers, domain };
}

function valuesAt(world: World, name: string, type: string): readonly string[] | null {
  const found = world[name];
  if (found === null) return null;
  return (found ?? []).flatMap((text) => {
    const [, marked, value] = /^(A|AAAA|MX) (.*)$/.exec(text) ?? [null, 'TXT', text];
    return marked === type && value !== undefined ? value : [];
  });
}

export function judgeRecords(...records: readonly MailRecords[]) {
  const of = document('mail-records', { provider: 'dns', connection: 'dns' });
  const input = inputOf(spoofingRejected, [datasetView(of, () => records)], new Date('2026-11-23T02:00:00Z'));
  return assess(spoofingRejected, input);
}

/** What is found of acme.example, sound but for the changes. */
export function judge(changes: World, domain = 'acme.example', selectors?: readonly string[]) {
  const [found] = judgeRecords(recordOf({ ...sound, ...changes }, domain, selectors));
  if (!found) throw new Error('Nothing was judged.');
  return found;
}
