import { describe, expect, test } from '@jest/globals';
import { spoofingRejected } from '../../../../lib/providers/dns/controls/spoofing-rejected.ts';
import { judge, judgeRecords, recordOf, sound, type World } from './mail.ts';

test('SPF, DKIM and DMARC that all hold: pass', () => {
  expect(judge({})).toEqual({ subject: 'acme.example', verdict: 'pass', reason: '' });
});

test('Every domain is judged, and every reason is given', () => {
  expect(judgeRecords(recordOf(sound), recordOf(sound, 'zoo.example', []))).toEqual([
    { subject: 'acme.example', verdict: 'pass', reason: '' },
    {
      subject: 'zoo.example',
      verdict: 'fail',
      reason:
        'There is no SPF record at zoo.example: publish one that ends in -all. There is no DMARC record at _dmarc.zoo.example, nor above it: publish “v=DMARC1; p=reject”.',
    },
  ]);
});

test('A failure is not hidden by what is unknown, and is the only reason', () => {
  const found = judge({ '_dmarc.acme.example': ['v=DMARC1; p=none'] }, 'acme.example', []);
  expect(found).toMatchObject({
    verdict: 'fail',
    reason:
      'DMARC at _dmarc.acme.example does not have all forged mail quarantined or rejected: it asks for p=none.',
  });
});

describe('A domain that sends no mail', () => {
  const parked: World = {
    'acme.example': ['v=spf1 -all', 'MX 0 .'],
    '_dmarc.acme.example': ['v=DMARC1; p=reject'],
    's1._domainkey.acme.example': [],
  };

  test('passes without a key, and without a selector', () => {
    expect(judge(parked)).toEqual({ subject: 'acme.example', verdict: 'pass', reason: '' });
    expect(judge(parked, 'acme.example', []).verdict).toBe('pass');
  });

  test.each([
    'v=spf1 -all exp=why.acme.example',
    'v=spf1 redirect=closed.example',
    'v=spf1 redirect=closed.%{d}',
  ])('may say so as “%s”', (text) => {
    const closed = ['v=spf1 -all'];
    const world = { 'acme.example': [text], 'closed.example': closed, 'closed.acme.example': closed };
    expect(judge({ ...parked, ...world }).verdict).toBe('pass');
  });

  test.each(['v=spf1 ~all', 'v=spf1 mx -all', 'v=spf1 -all -all', 'v=spf1 redirect=acme.example'])(
    'does not say so as “%s”, so that it needs a key',
    (text) => {
      expect(judge({ ...parked, 'acme.example': [text] }).verdict).toBe('fail');
      expect(judge({ ...parked, 'acme.example': [text] }, 'acme.example', []).verdict).not.toBe('pass');
    },
  );

  test('needs a DMARC record all the same', () => {
    expect(judge({ ...parked, '_dmarc.acme.example': [] }).verdict).toBe('fail');
  });
});

test('What it means changed, and so did its version', () => {
  expect(spoofingRejected.version).toBe(2);
});
