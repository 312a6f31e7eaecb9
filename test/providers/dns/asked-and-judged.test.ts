import { expect, test } from '@jest/globals';
import { startDns, type Zone } from '../../../demo/stand-ins/dns.ts';
import { dnsWith } from '../../../lib/providers/dns/collect/index.ts';
import { settings } from '../../../lib/providers/dns/settings.ts';
import { closing } from '../../demo/stand-ins/asking.ts';
import { waitMs } from '../../time-limits.ts';
import { memorySession } from '../session.ts';
import { judgeRecords, rsaKeys } from './controls/mail.ts';

const kept = closing();
const dns = dnsWith({ timeoutMs: waitMs, tries: 2, domainMs: waitMs, questions: 250 });

const sound: Zone = {
  'acme.example': ['v=spf1 mx include:_spf.sender.example -all', { MX: [10, 'mx.acme.example'] }],
  'mx.acme.example': [{ A: '192.0.2.25' }, { AAAA: '2001:db8::25' }],
  '_spf.sender.example': ['v=spf1 include:_more.sender.example ip4:198.51.100.0/24 ~all'],
  '_more.sender.example': ['v=spf1 ip4:203.0.113.0/24 -all'],
  '_dmarc.acme.example': [{ CNAME: 'acme.policies.example' }],
  'acme.policies.example': ['v=DMARC1; p=reject'],
  's1._domainkey.acme.example': [rsaKeys[2048]],
};

async function found(changes: Zone) {
  const { address: resolver } = kept(await startDns(() => ({ ...sound, ...changes })));
  const given = settings().parse({ domains: ['acme.example'], selectors: ['s1'], resolver });
  const memory = memorySession({ settings: given });
  await dns.collect(memory.session);
  const { problems, rows } = memory.of('mail-records');
  return { problems: problems.length, ...judgeRecords(...rows)[0] };
}

test('A company whose mail cannot be forged passes, asked over the wire', async () => {
  expect(await found({})).toEqual({ problems: 0, subject: 'acme.example', verdict: 'pass', reason: '' });
});

test.each<[string, Zone, string, string]>([
  ['+all two records deep', { '_more.sender.example': ['v=spf1 +all'] }, 'fail', '_more.sender.example'],
  [
    'a blank after ip4:',
    { '_spf.sender.example': ['v=spf1 ip4: 192.0.2.1 -all'] },
    'fail',
    'nothing follows',
  ],
  ['a character outside ASCII', { 'acme.example': ['v=spf1 \u00e2\u0080\u0093all'] }, 'fail', 'no mechanism'],
  ['an included record that is gone', { '_spf.sender.example': [] }, 'fail', 'has no SPF record'],
  ['an included record without an answer', { '_spf.sender.example': 'servfail' }, 'unknown', 'no answer'],
  ['a mail server without an answer', { 'mx.acme.example': 'refused' }, 'unknown', 'no answer'],
  ['p=TODO', { 's1._domainkey.acme.example': ['v=DKIM1; p=TODO'] }, 'fail', 'no RSA key'],
  ['a policy of none', { 'acme.policies.example': ['v=DMARC1; p=none'] }, 'fail', 'p=none'],
])('%s does not', async (_, changes, verdict, reason) => {
  expect(await found(changes)).toMatchObject({ verdict, reason: expect.stringContaining(reason) });
});
