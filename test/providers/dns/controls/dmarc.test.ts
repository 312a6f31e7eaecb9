import { describe, expect, test } from '@jest/globals';
import { domainsAbove } from '../../../../lib/evidence/mail/dmarc.ts';
import { policyText } from '../../../../lib/providers/dns/controls/dmarc/policy.ts';
import { judge, sound, type World } from './mail.ts';

const dmarc = (...texts: string[]) => judge({ '_dmarc.acme.example': texts });

describe('DMARC that has all forged mail quarantined or rejected passes', () => {
  test.each([
    'v=DMARC1; p=reject',
    'v=DMARC1;p=Quarantine;pct=100',
    'V=DMARC1; P=Reject',
    'v = DMARC1 ; p = reject ; sp = quarantine; np=reject; t=n',
    'v=DMARC1; p=reject; rua=mailto:x@acme.example; psd=n; new=word;',
  ])('%s', (text) => {
    expect(dmarc('unrelated', text)).toMatchObject({ verdict: 'pass', reason: '' });
  });
});

describe('DMARC that does not, by any reading, fails', () => {
  test.each([
    'v=DMARC1; p=none',
    'v=DMARC1',
    'v=DMARC1; rua=mailto:x@acme.example',
    'v=DMARC1; p=',
    'v=DMARC1; p=block',
    'v=DMARC1; p=reject rua=mailto:x@acme.example',
    'v=DMARC1; p=reject; sp=none',
    'v=DMARC1; p=reject; sp=none; np=reject',
    'v=DMARC1; p=reject; sp=strict',
    'v=DMARC1; p=none; p=reject',
    'v=DMARC1; p=reject; p=none',
    'v=DMARC1; p=reject; pct=100; PCT=10',
    'v=DMARC1; p=none; pct=all',
    'v=dmarc1; p=reject',
    'v=DMARC2; p=reject',
    'p=reject; v=DMARC1',
  ])('%s', (text) => {
    expect(dmarc(text).verdict).toBe('fail');
  });

  test('as it does where there is none, or more than one', () => {
    expect(dmarc()).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('There is no DMARC record'),
    });
    expect(dmarc('v=DMARC1; p=reject', 'V=DMARC1; p=none')).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('_dmarc.acme.example has 2 DMARC records'),
    });
  });
});

describe('DMARC that RFC 7489 and RFC 9989 read differently is unknown, and both are named', () => {
  test.each([
    [
      'v=DMARC1; p=reject; pct=50',
      'by RFC 7489 it is p=reject for 50 % of the mail',
      'by RFC 9989 it is p=reject',
    ],
    ['v=DMARC1; p=quarantine; pct=0', 'p=quarantine for 0 % of the mail', 'by RFC 9989 it is p=quarantine'],
    ['v=DMARC1; p=reject; t=y', 'by RFC 7489 it is p=reject', 'by RFC 9989 it is p=quarantine as a test'],
    ['v=DMARC1; p=quarantine; t=y', 'by RFC 7489 it is p=quarantine', 'by RFC 9989 it is p=none as a test'],
    ['v=DMARC1; p=reject; np=none', 'by RFC 7489 it is p=reject', 'by RFC 9989 it is p=reject np=none'],
    ['v=DMARC1; p=reject; np=whatever', 'by RFC 7489 it is p=reject', 'by RFC 9989 it is p=none'],
    [
      'v=DMARC1; rua=mailto:x@acme.example; p=reject',
      'p= does not come right after',
      'by RFC 9989 it is p=reject',
    ],
  ])('%s', (text, older, newer) => {
    const { reason, verdict } = dmarc(text);
    expect(verdict).toBe('unknown');
    expect(reason).toContain(older);
    expect(reason).toContain(newer);
  });

  test.each(['v=DMARC1; p=reject; pct=all', 'v=DMARC1; p=reject; pct=101', 'v=DMARC1; p=reject; t=maybe'])(
    'as is a word that neither knows: %s',
    (text) => {
      expect(dmarc(text).verdict).toBe('unknown');
    },
  );
});

describe('DMARC of a domain without a record of its own', () => {
  const at = (domain: string, records: World) =>
    judge({ ...sound, [domain]: ['v=spf1 -all'], '_dmarc.acme.example': [], ...records }, domain);

  test('is the policy for subdomains of the record above', () => {
    const above = (text: string) => at('mail.acme.example', { '_dmarc.acme.example': [text] }).verdict;
    expect(above('v=DMARC1; p=reject')).toBe('pass');
    expect(above('v=DMARC1; p=none; sp=reject')).toBe('pass');
    expect(above('v=DMARC1; p=reject; sp=none')).toBe('fail');
    expect(above('v=DMARC1; p=reject; np=none')).toBe('unknown');
  });

  test('is that of the highest record, not of the nearest', () => {
    const both = (high: string, low: string) =>
      at('a.b.acme.example', { '_dmarc.acme.example': [high], '_dmarc.b.acme.example': [low] }).verdict;
    expect(both('v=DMARC1; p=reject', 'v=DMARC1; p=none')).toBe('pass');
    expect(both('v=DMARC1; p=none', 'v=DMARC1; p=reject')).toBe('fail');
  });

  test('is unknown where the record below says that it is the organization’s (psd=n), and the two differ', () => {
    const both = (high: string) =>
      at('a.b.acme.example', {
        '_dmarc.acme.example': [high],
        '_dmarc.b.acme.example': ['v=DMARC1; p=reject; psd=n'],
      });
    expect(both('v=DMARC1; p=reject').verdict).toBe('pass');
    expect(both('v=DMARC1; p=none')).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringMatching(
        /by RFC 7489 it is p=none \(_dmarc.acme.example\), by RFC 9989 it is p=reject \(_dmarc.b.acme.example\)/,
      ),
    });
  });

  test('is unknown where only a public suffix has one (psd=y): RFC 7489 knows no such record', () => {
    const found = at('acme.bank', { '_dmarc.bank': ['v=DMARC1; p=reject; psd=y'] });
    expect(found).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining(
        'by RFC 7489 it is no policy at all, by RFC 9989 it is p=reject (_dmarc.bank)',
      ),
    });
    expect(at('acme.bank', { '_dmarc.bank': ['v=DMARC1; p=none; psd=y'] }).verdict).toBe('fail');
  });

  test('is the organization’s below a public suffix, whatever that one says', () => {
    const records = {
      '_dmarc.co.bank': ['v=DMARC1; p=none; psd=y'],
      '_dmarc.acme.co.bank': ['v=DMARC1; p=reject'],
    };
    expect(at('mail.acme.co.bank', records).verdict).toBe('pass');
  });

  test('is unknown where only a list of public suffixes would tell whose record it is', () => {
    expect(at('a.b.acme.example', { '_dmarc.b.acme.example': ['v=DMARC1; p=reject'] })).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('only a list of public suffixes tells'),
    });
  });

  test('is unknown where it has two and one above would count by RFC 9989 alone', () => {
    const two = ['v=DMARC1; p=reject', 'v=DMARC1; p=reject'];
    const records = { '_dmarc.mail.acme.example': two, '_dmarc.acme.example': ['v=DMARC1; p=reject'] };
    expect(at('mail.acme.example', records).verdict).toBe('unknown');
  });

  test('is unknown without an answer, whatever the others say', () => {
    const reject = ['v=DMARC1; p=reject'];
    expect(
      at('mail.acme.example', { '_dmarc.mail.acme.example': null, '_dmarc.acme.example': reject }).verdict,
    ).toBe('unknown');
    expect(at('mail.acme.example', { '_dmarc.acme.example': null }).verdict).toBe('unknown');
    expect(at('mail.acme.example', { '_dmarc.acme.example': reject, '_dmarc.example': null }).verdict).toBe(
      'unknown',
    );
  });

  test('does not matter to one that has its own', () => {
    const own = {
      '_dmarc.mail.acme.example': ['v=DMARC1; p=reject'],
      '_dmarc.acme.example': ['v=DMARC1; p=none'],
    };
    expect(at('mail.acme.example', own).verdict).toBe('pass');
  });
});

test('No more than eight names are asked in walking up, the top level among them', () => {
  expect(domainsAbove('mail.acme.example')).toEqual(['acme.example', 'example']);
  expect(domainsAbove('a.b.c.d.e.f.g.h.i.j.mail.example.com')).toEqual([
    'g.h.i.j.mail.example.com',
    'h.i.j.mail.example.com',
    'i.j.mail.example.com',
    'j.mail.example.com',
    'mail.example.com',
    'example.com',
    'com',
  ]);
});

test('A policy is said with what differs from it below, and how much of the mail it is for', () => {
  const policy = { own: 'reject', below: 'reject', absent: 'reject', share: 100, test: false };
  expect(policyText(policy)).toBe('p=reject');
  expect(policyText({ ...policy, below: 'none', absent: 'none' })).toBe('p=reject sp=none');
  expect(policyText({ ...policy, absent: 'none' })).toBe('p=reject np=none');
  expect(policyText({ ...policy, share: 50, test: true })).toBe('p=reject as a test for 50 % of the mail');
});
