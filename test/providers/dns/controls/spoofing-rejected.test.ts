import { describe, expect, test } from '@jest/globals';
import type { MailRecords, TextRecords } from '../../../../lib/evidence/datasets/dns.ts';
import { datasetView } from '../../../../lib/judging/dataset-view.ts';
import { spoofingRejected } from '../../../../lib/providers/dns/controls/spoofing-rejected.ts';
import { assess } from '../../../judging/assess.ts';
import { inputOf } from '../../../judging/input.ts';
import { document } from '../../google-workspace/controls/world.ts';

const at = (name: string, ...texts: string[]): TextRecords => ({ name, texts });
const silent = (name: string): TextRecords => ({ name, texts: null });

const sound: MailRecords = {
  dkim: [at('s1._domainkey.acme.example', 'v=DKIM1; k=rsa; p=MIIB')],
  dmarc: [at('_dmarc.acme.example', 'v=DMARC1; p=reject; rua=mailto:dmarc@acme.example')],
  domain: 'acme.example',
  spf: [at('acme.example', 'site-verification=1', 'v=spf1 include:mail.example -all')],
};

function judge(...domains: Partial<MailRecords>[]) {
  const of = document('mail-records', { provider: 'dns', connection: 'dns' });
  const view = datasetView(of, () => domains.map((changes) => ({ ...sound, ...changes })));
  return assess(spoofingRejected, inputOf(spoofingRejected, [view], new Date('2026-11-23T02:00:00Z')));
}
const verdict = (changes: Partial<MailRecords>) => judge(changes)[0]?.verdict;
const spf = (...texts: string[]) => ({ spf: [at('acme.example', ...texts)] });
const dmarc = (...texts: string[]) => ({ dmarc: [at('_dmarc.acme.example', ...texts)] });
const dkim = (...texts: string[]) => ({ dkim: [at('s1._domainkey.acme.example', ...texts)] });

test('all three: pass', () => {
  expect(judge({})).toEqual([{ subject: 'acme.example', verdict: 'pass', reason: '' }]);
});

test('every domain is judged, and every reason is given', () => {
  const found = judge({}, { ...spf(), ...dmarc(), domain: 'zoo.example' });
  expect(found).toEqual([
    { subject: 'acme.example', verdict: 'pass', reason: '' },
    {
      subject: 'zoo.example',
      verdict: 'fail',
      reason:
        'There is no SPF record at acme.example. There is no DMARC record at _dmarc.acme.example, nor above it.',
    },
  ]);
});

describe('SPF', () => {
  test.each([
    'v=spf1 -all',
    'V=SPF1 MX ~ALL',
    'v=spf1  include:a.example  ip4:192.0.2.0/24 -all',
    'v=spf1 -ip4:0.0.0.0/0 -all',
    'v=spf1 ip4:10.0.0.0/8 ip6:2001:db8::/32 a/24//64 mx/27 -all',
    'v=spf1 mx -all ip4:0.0.0.0/0',
  ])('%s passes', (text) => {
    expect(verdict(spf(text))).toBe('pass');
  });

  test.each([
    'v=spf1 mx ?all',
    'v=spf1 +all',
    'v=spf1 all',
    'v=spf1 all -all',
    'v=spf1 include:a.example',
    'v=spf1',
    'v=spf10 -all',
    'v=spf1 ip4:0.0.0.0/0 -all',
    'v=spf1 +ip6:::/0 ~all',
    'v=spf1 a/0 -all',
    'v=spf1 mx:acme.example/0 -all',
    'v=spf1 a/24//0 -all',
    'v=spf1 a/0//64 -all',
    'v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all',
    'spf2.0/pra -all',
  ])('%s fails', (text) => {
    expect(verdict(spf(text))).toBe('fail');
  });

  test('that is not there, or there twice, fails', () => {
    expect(verdict(spf())).toBe('fail');
    expect(verdict(spf('v=spf1 -all', 'v=spf1 -all'))).toBe('fail');
  });

  test('that redirects is judged by the record there', () => {
    const to = (...rest: TextRecords[]) => ({
      spf: [at('acme.example', 'v=spf1 redirect=_spf.example.com'), ...rest],
    });
    expect(verdict(to(at('_spf.example.com', 'v=spf1 mx -all')))).toBe('pass');
    expect(verdict(to(at('_spf.example.com', 'v=spf1 mx ?all')))).toBe('fail');
    expect(verdict(to(at('_spf.example.com')))).toBe('fail');
    expect(verdict(to(silent('_spf.example.com')))).toBe('unknown');
    expect(verdict(to())).toBe('unknown');
    expect(verdict(to(at('other.example', 'v=spf1 -all')))).toBe('unknown');
  });

  test('that redirects beside an all is judged by the all', () => {
    const beside = at('acme.example', 'v=spf1 redirect=_spf.example.com ?all');
    expect(verdict({ spf: [beside, at('_spf.example.com', 'v=spf1 -all')] })).toBe('fail');
  });

  test('without an answer is unknown', () => {
    expect(verdict({ spf: [silent('acme.example')] })).toBe('unknown');
    expect(verdict({ spf: [] })).toBe('unknown');
  });
});

describe('DMARC', () => {
  test.each([
    'v=DMARC1; p=reject',
    'v=DMARC1;p=Quarantine;pct=100',
    'V=DMARC1; P=Reject',
    'v = DMARC1 ; p = reject ; sp = quarantine; np=reject; t=n',
  ])('%s passes', (text) => {
    expect(verdict(dmarc('unrelated', text))).toBe('pass');
  });

  test.each([
    'v=DMARC1; p=none',
    'v=DMARC1',
    'v=DMARC1; rua=mailto:x@acme.example',
    'v=DMARC1; p=',
    'v=DMARC1; p=block',
    'v=DMARC1; p=reject; sp=none',
    'v=DMARC1; p=reject; np=none',
    'v=DMARC1; p=reject; pct=50',
    'v=DMARC1; p=reject; pct=0',
    'v=DMARC1; p=reject; pct=all',
    'v=DMARC1; p=reject; t=y',
    'v=DMARC1; p=none; p=reject',
    'v=DMARC1; p=reject; p=none',
    'v=DMARC1; p=reject; pct=100; PCT=10',
    'v=dmarc1; p=reject',
    'v=DMARC2; p=reject',
    'p=reject; v=DMARC1',
  ])('%s fails', (text) => {
    expect(verdict(dmarc(text))).toBe('fail');
  });

  test('that is not there, or there twice, fails', () => {
    expect(verdict(dmarc())).toBe('fail');
    expect(verdict(dmarc('v=DMARC1; p=reject', 'v=DMARC1; p=reject'))).toBe('fail');
    expect(verdict(dmarc('v=DMARC1; p=reject', 'V=DMARC1; p=none'))).toBe('fail');
    expect(verdict({ dmarc: [] })).toBe('fail');
  });

  test('of a parent counts for a subdomain, with the policy for subdomains', () => {
    const above = (text: string) => ({
      dmarc: [at('_dmarc.mail.acme.example'), at('_dmarc.acme.example', text)],
    });
    expect(verdict(above('v=DMARC1; p=reject'))).toBe('pass');
    expect(verdict(above('v=DMARC1; p=none; sp=reject'))).toBe('pass');
    expect(verdict(above('v=DMARC1; p=reject; sp=none'))).toBe('fail');
  });

  test('without an answer is unknown, whatever a parent says', () => {
    const above = at('_dmarc.acme.example', 'v=DMARC1; p=reject');
    expect(verdict({ dmarc: [silent('_dmarc.mail.acme.example'), above] })).toBe('unknown');
  });
});

describe('DKIM', () => {
  test.each([
    'p=MIIB',
    'v=DKIM1; k=ed25519; p=11qY',
    'v=DKIM1; t=s; p=MIIB',
    'v=DKIM1; s=tlsrpt : email; p=MI IB+/==',
  ])('%s passes', (text) => {
    expect(verdict(dkim('unrelated', text))).toBe('pass');
  });

  test.each([
    'v=DKIM1; p=',
    'v=DKIM1',
    'v=DKIM2; p=MIIB',
    'v=DKIM1; t=s:y; p=MIIB',
    'v=DKIM1; p=MIIB; p=',
    'v=DKIM1; p=<the key>',
    'v=DKIM1; s=tlsrpt; p=MIIB',
    'anything',
  ])('%s fails', (text) => {
    expect(verdict(dkim(text))).toBe('fail');
  });

  test('needs a key at one of the selectors', () => {
    const none = at('s2._domainkey.acme.example');
    expect(verdict({ dkim: [none, ...sound.dkim] })).toBe('pass');
    expect(verdict({ dkim: [none] })).toBe('fail');
    expect(verdict({ dkim: [none, silent('s3._domainkey.acme.example')] })).toBe('unknown');
  });

  test('is unknown where no selector is named, unless the domain sends nothing', () => {
    expect(judge({ dkim: [] })).toMatchObject([
      { verdict: 'unknown', reason: expect.stringContaining('names no selector') },
    ]);
    expect(verdict({ dkim: [], ...spf('v=spf1 -all') })).toBe('pass');
    expect(verdict({ dkim: [], ...spf('v=spf1 ~all') })).toBe('unknown');
    expect(verdict({ dkim: [], ...spf('v=spf1 mx -all') })).toBe('unknown');
  });
});

test('a failure is not hidden by what is unknown, and is the only reason', () => {
  const [found] = judge({ ...dmarc('v=DMARC1; p=none'), dkim: [] });
  expect(found).toMatchObject({
    verdict: 'fail',
    reason: expect.stringContaining('DMARC at _dmarc.acme.example'),
  });
  expect(found?.reason).not.toContain('DKIM');
});
