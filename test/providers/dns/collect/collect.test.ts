import { describe, expect, test } from '@jest/globals';
import { type DnsStandIn, startDns, type Zone } from '../../../../demo/stand-ins/dns.ts';
import type { DnsAnswer } from '../../../../lib/evidence/datasets/dns.ts';
import { dnsWith } from '../../../../lib/providers/dns/collect/index.ts';
import { readAnswers } from '../../../../lib/providers/dns/collect/read-answers.ts';
import { settings } from '../../../../lib/providers/dns/settings.ts';
import { closing } from '../../../demo/stand-ins/asking.ts';
import { waitMs } from '../../../time-limits.ts';
import { memorySession } from '../../session.ts';

const kept = closing();
const limits = { timeoutMs: waitMs, tries: 2, domainMs: waitMs, questions: 250 };
/** For what is never answered. All else is answered well before, however busy the machine is. */
const silenceMs = 5_000;
const dns = dnsWith(limits);

const acme: Zone = {
  'acme.example': [
    'v=spf1 include:mail.example -all',
    'site-verification=1',
    { MX: [10, 'mx.acme.example'] },
  ],
  'mail.example': ['v=spf1 ip4:192.0.2.0/24 -all'],
  '_dmarc.acme.example': ['v=DMARC1; p=reject'],
  'google._domainkey.acme.example': ['v=DKIM1; k=rsa; p=MIIB'],
};

async function collect(zone: Zone, changes: object = {}, signal?: AbortSignal, given = limits) {
  const server: DnsStandIn = kept(await startDns(() => zone));
  const own = { domains: ['acme.example'], selectors: ['google'], resolver: server.address, ...changes };
  const memory = memorySession({ settings: settings().parse(own) }, signal ? { signal } : {});
  await dnsWith(given).collect(memory.session);
  const found = memory.of('mail-records');
  const answers: readonly DnsAnswer[] = found.rows[0]?.answers ?? [];
  const at = (name: string, type = 'TXT') =>
    answers.find((answer) => answer.name === name && answer.type === type)?.values;
  return { server, found, answers, at };
}

describe('The mail records of a domain', () => {
  test('are what the DNS says, and no more is asked', async () => {
    const { found, server } = await collect(acme);
    expect(found.problems).toEqual([]);
    expect(found.rows).toEqual([
      {
        answers: [
          {
            name: 'acme.example',
            type: 'TXT',
            values: ['site-verification=1', 'v=spf1 include:mail.example -all'],
          },
          { name: 'mail.example', type: 'TXT', values: ['v=spf1 ip4:192.0.2.0/24 -all'] },
          { name: '_dmarc.acme.example', type: 'TXT', values: ['v=DMARC1; p=reject'] },
          { name: 'google._domainkey.acme.example', type: 'TXT', values: ['v=DKIM1; k=rsa; p=MIIB'] },
          { name: 'acme.example', type: 'MX', values: ['10 mx.acme.example'] },
        ],
        domain: 'acme.example',
      },
    ]);
    expect(server.asked).toEqual([
      'acme.example',
      'mail.example',
      '_dmarc.acme.example',
      'google._domainkey.acme.example',
      'MX acme.example',
    ]);
    expect(found.source).toEqual({
      origin: 'api',
      principal: `DNS, through ${server.address}`,
      scopes: ['A', 'AAAA', 'MX', 'TXT'],
    });
  });

  test('are kept as the resolver gave them, one file a domain, from which the record can be read again', async () => {
    const { at, found } = await collect({ ...acme, 'google._domainkey.acme.example': ['x'.repeat(300)] });
    expect(at('google._domainkey.acme.example')).toEqual(['x'.repeat(300)]);
    expect(found.exports.map(({ name, records }) => [name, records])).toEqual([['dns/acme.example.json', 1]]);
    const answers = JSON.parse(String(found.exports[0]?.bytes));
    expect(answers[3]).toEqual({
      answer: [['x'.repeat(255), 'x'.repeat(45)]],
      askedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      name: 'google._domainkey.acme.example',
      status: null,
      type: 'TXT',
    });
    expect(answers[4].answer).toMatchObject([{ exchange: 'mx.acme.example', priority: 10 }]);
    expect(readAnswers(answers)).toEqual(found.rows[0]);
    expect(readAnswers([])).toBeNull();
  });

  test('may not be there: that is an answer', async () => {
    const { at, found } = await collect({ 'acme.example': [] });
    expect(found.problems).toEqual([]);
    expect([at('acme.example'), at('_dmarc.acme.example')]).toEqual([[], []]);
  });

  test('come in the order of the domains', async () => {
    const { found } = await collect(acme, { domains: ['zoo.example', 'acme.example'], selectors: [] });
    expect(found.rows.map(({ domain }) => domain)).toEqual(['acme.example', 'zoo.example']);
    expect(dns.datasets[0]?.key(found.rows[0] as never)).toBe('acme.example');
  });

  test('may hold any byte, of which none is lost', async () => {
    const { at } = await collect({ 'acme.example': ['v=spf1 \u00e9 -all'] }, { selectors: [] });
    expect(at('acme.example')).toEqual(['v=spf1 \u00e9 -all']);
  });
});

describe('DMARC', () => {
  test('is looked for up to the top level where the domain has none, and no further where it has one', async () => {
    const { server } = await collect(acme, { domains: ['a.b.acme.example'], selectors: [] });
    const names = ['a.b.acme.example', 'b.acme.example', 'acme.example', 'example'];
    expect(server.asked.filter((name) => name.startsWith('_'))).toEqual(
      names.map((name) => `_dmarc.${name}`),
    );
    const { server: own } = await collect(acme, { selectors: [] });
    expect(own.asked.filter((name) => name.startsWith('_'))).toEqual(['_dmarc.acme.example']);
  });

  test('is looked for above where the domain has two', async () => {
    const two = ['v=DMARC1; p=reject', 'v=DMARC1; p=reject'];
    const { server } = await collect({ ...acme, '_dmarc.acme.example': two }, { selectors: [] });
    expect(server.asked).toContain('_dmarc.example');
  });
});

describe('SPF is followed', () => {
  test('to what it includes and redirects to, hosts and mail servers, each asked once', async () => {
    const zone: Zone = {
      'acme.example': [
        'v=spf1 a mx a:Host.example. mx:other.example exists:there.example include:_spf.%{d} redirect=next.example',
        { A: '192.0.2.1' },
        { AAAA: '2001:db8::1' },
        { MX: [20, 'mx2.acme.example'] },
        { MX: [10, 'mx1.acme.example'] },
      ],
      'mx1.acme.example': [{ A: '192.0.2.11' }],
      'mx2.acme.example': [{ CNAME: 'mx1.acme.example' }],
      'other.example': [{ MX: [0, '.'] }],
      'there.example': [{ A: '127.0.0.2' }],
      '_spf.acme.example': ['v=spf1 a:host.example include:acme.example -all'],
      'next.example': ['v=spf1 -all'],
    };
    const { at, found, server } = await collect(zone, { selectors: [] });
    expect(found.problems).toEqual([]);
    expect(at('acme.example', 'A')).toEqual(['192.0.2.1']);
    expect(at('acme.example', 'AAAA')).toEqual(['2001:db8::1']);
    expect(at('acme.example', 'MX')).toEqual(['10 mx1.acme.example', '20 mx2.acme.example']);
    expect(at('mx2.acme.example', 'A')).toEqual(['192.0.2.11']);
    expect(at('other.example', 'MX')).toEqual(['0 .']);
    expect(at('there.example', 'A')).toEqual(['127.0.0.2']);
    expect(at('host.example', 'AAAA')).toEqual([]);
    expect(at('next.example')).toEqual(['v=spf1 -all']);
    expect(new Set(server.asked).size).toBe(server.asked.length);
  });

  test('not where it depends on the sender, nor behind an error or an all', async () => {
    const zone: Zone = {
      'acme.example': ['v=spf1 exists:%{i}.x.example ptr:y.example include:broken.example -all a:z.example'],
      'broken.example': ['v=spf1 include:w.example ipv4:192.0.2.1'],
    };
    const { server } = await collect(zone, { selectors: [] });
    expect(server.asked).toEqual([
      'acme.example',
      'broken.example',
      '_dmarc.acme.example',
      '_dmarc.example',
      'MX acme.example',
    ]);
  });

  test('for ten lookups, which end every circle', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`s${at}.example`, [`v=spf1 redirect=s${at + 1}.example`]]),
    );
    const { server } = await collect(
      { ...chain, 'acme.example': ['v=spf1 redirect=s0.example'] },
      { selectors: [] },
    );
    expect(server.asked).toContain('s9.example');
    expect(server.asked).not.toContain('s10.example');
    const circle: Zone = { 'acme.example': ['v=spf1 include:acme.example redirect=acme.example'] };
    expect((await collect(circle, { selectors: [] })).server.asked).toHaveLength(4);
  });

  test('for so many questions as one domain may take, and says which were not asked', async () => {
    const { at, found, server } = await collect(acme, {}, undefined, { ...limits, questions: 2 });
    expect(server.asked).toEqual(['acme.example', 'mail.example']);
    expect(at('_dmarc.acme.example')).toBeNull();
    expect(at('google._domainkey.acme.example')).toBeNull();
    expect(found.problems[0]).toEqual({
      code: 'truncated',
      message: expect.stringContaining('TXT _dmarc.acme.example was not asked'),
    });
  });

  test('for so long as one domain may take', async () => {
    const slow = { 'acme.example': ['v=spf1 include:slow.example -all'], 'slow.example': 'silence' } as const;
    const { at, found } = await collect({ ...acme, ...slow }, {}, undefined, {
      ...limits,
      domainMs: silenceMs,
    });
    expect(at('slow.example')).toBeNull();
    expect(at('_dmarc.acme.example')).toBeNull();
    expect(found.problems.map(({ code }) => code)).toEqual([
      'timeout',
      'truncated',
      'truncated',
      'truncated',
    ]);
  });
});

describe('A question without an answer', () => {
  test.each([
    ['servfail', 'unavailable'],
    ['refused', 'denied'],
    ['garbage', 'malformed'],
    ['silence', 'timeout'],
  ] as const)('(%s) is null, and the dataset is not whole (%s)', async (how, code) => {
    const { at, found } = await collect({ ...acme, '_dmarc.acme.example': how }, {}, undefined, {
      ...limits,
      timeoutMs: silenceMs,
      tries: 1,
    });
    expect(at('_dmarc.acme.example')).toBeNull();
    expect(at('google._domainkey.acme.example')).toHaveLength(1);
    expect(found.problems).toEqual([
      { code, message: expect.stringContaining('TXT _dmarc.acme.example (E') },
    ]);
  });

  test('on something that SPF includes is one, too', async () => {
    const { at, found } = await collect({ ...acme, 'mail.example': 'servfail' });
    expect(at('mail.example')).toBeNull();
    expect(found.problems).toEqual([
      { code: 'unavailable', message: expect.stringContaining('TXT mail.example (ESERVFAIL)') },
    ]);
  });

  test('because nobody listens is one, too', async () => {
    const server = await startDns(() => acme);
    await server.close();
    const { at, found } = await collect(acme, { resolver: server.address, selectors: [] });
    expect(at('acme.example')).toBeNull();
    expect(found.problems[0]?.code).toBe('unavailable');
  });

  test('because the run is stopped ends the collection, and what was answered is kept', async () => {
    const stop = new AbortController();
    const stopping = () => {
      stop.abort();
      return 'silence' as const;
    };
    const zone = Object.defineProperty({}, 'acme.example', { get: stopping });
    const { found, server } = await collect(zone, {}, stop.signal);
    expect([found.rows, found.problems.map(({ code }) => code)]).toEqual([[], ['interrupted']]);
    expect(found.exports).toMatchObject([{ records: 0 }]);
    expect(server.asked).toEqual(['acme.example']);
    const later = await collect(acme, {}, stop.signal);
    expect([later.server.asked, later.found.problems[0]?.code]).toEqual([[], 'interrupted']);
  });
});

describe('Probing the DNS', () => {
  const probe = async (zone: Zone, changes: object = {}) => {
    const { address } = kept(await startDns(() => zone));
    const given = { domains: ['acme.example'], selectors: ['google'], resolver: address, ...changes };
    return (await dns.probe(memorySession({ settings: settings().parse(given) }).session))[0];
  };

  test('passes where it answers', async () => {
    expect(await probe(acme)).toMatchObject({ dataset: 'mail-records', verdict: 'pass' });
  });

  test('does not know without an answer, nor without a selector', async () => {
    expect(await probe({ 'acme.example': 'servfail' })).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('ESERVFAIL'),
    });
    expect(await probe(acme, { selectors: [] })).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('selectors:'),
    });
  });
});
