import { describe, expect, test } from '@jest/globals';
import { type DnsStandIn, startDns, type Zone } from '../../../../demo/stand-ins/dns.ts';
import { dnsWith } from '../../../../lib/providers/dns/collect/index.ts';
import { settings } from '../../../../lib/providers/dns/settings.ts';
import { closing } from '../../../demo/stand-ins/asking.ts';
import { memorySession } from '../../session.ts';

const kept = closing();
const dns = dnsWith({ timeoutMs: 250, tries: 2 });

const acme: Zone = {
  'acme.example': ['v=spf1 include:mail.example -all', 'site-verification=1'],
  '_dmarc.acme.example': ['v=DMARC1; p=reject'],
  'google._domainkey.acme.example': ['v=DKIM1; k=rsa; p=MIIB'],
};

async function collect(zone: Zone, changes: object = {}, signal?: AbortSignal) {
  const server: DnsStandIn = kept(await startDns(() => zone));
  const given = { domains: ['acme.example'], selectors: ['google'], resolver: server.address, ...changes };
  const memory = memorySession({ settings: settings().parse(given) }, signal ? { signal } : {});
  await dns.collect(memory.session);
  return { server, found: memory.of('mail-records'), memory };
}

describe('The mail records of a domain', () => {
  test('are what the DNS says, and no more is asked', async () => {
    const { found, server } = await collect(acme);
    expect(found.problems).toEqual([]);
    expect(found.rows).toEqual([
      {
        dkim: [{ name: 'google._domainkey.acme.example', texts: ['v=DKIM1; k=rsa; p=MIIB'] }],
        dmarc: [{ name: '_dmarc.acme.example', texts: ['v=DMARC1; p=reject'] }],
        domain: 'acme.example',
        spf: [{ name: 'acme.example', texts: ['site-verification=1', 'v=spf1 include:mail.example -all'] }],
      },
    ]);
    expect(server.asked).toEqual(['acme.example', '_dmarc.acme.example', 'google._domainkey.acme.example']);
    expect(found.source).toEqual({
      origin: 'api',
      principal: `DNS, through ${server.address}`,
      scopes: ['TXT'],
    });
  });

  test('are kept as the resolver gave them, one file a domain', async () => {
    const { found } = await collect({ ...acme, 'google._domainkey.acme.example': ['x'.repeat(300)] });
    expect(found.rows[0].dkim[0].texts).toEqual(['x'.repeat(300)]);
    expect(found.exports.map(({ name, records }) => [name, records])).toEqual([['dns/acme.example.json', 1]]);
    const answers = JSON.parse(String(found.exports[0]?.bytes));
    expect(answers).toHaveLength(3);
    expect(answers[2]).toEqual({
      answer: [['x'.repeat(255), 'x'.repeat(45)]],
      askedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      name: 'google._domainkey.acme.example',
      status: null,
    });
  });

  test('may not be there: that is an answer', async () => {
    const { found } = await collect({ 'acme.example': [] });
    expect(found.problems).toEqual([]);
    expect(found.rows[0].spf).toEqual([{ name: 'acme.example', texts: [] }]);
    expect(found.rows[0].dmarc).toEqual([{ name: '_dmarc.acme.example', texts: [] }]);
  });

  test('of DMARC are looked for upwards until there is one, but not at the top level', async () => {
    const { server } = await collect(acme, { domains: ['a.b.acme.example'], selectors: [] });
    const names = ['a.b.acme.example', 'b.acme.example', 'acme.example'].map((name) => `_dmarc.${name}`);
    expect(server.asked).toEqual(['a.b.acme.example', ...names]);
    const { server: none } = await collect({}, { domains: ['mail.acme.example'], selectors: [] });
    expect(none.asked).not.toContain('_dmarc.example');
  });

  test('of SPF are followed where they redirect, once each', async () => {
    const zone = {
      'acme.example': ['v=spf1 redirect=_spf.Mail.example.'],
      '_spf.mail.example': ['v=spf1 redirect=acme.example'],
    };
    const { found } = await collect(zone, { selectors: [] });
    const names = found.rows[0].spf.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['acme.example', '_spf.mail.example']);
    const chain = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `s${at}.example.com`,
        [`v=spf1 redirect=s${at + 1}.example.com`],
      ]),
    );
    const long = await collect(chain, { domains: ['s0.example.com'], selectors: [] });
    expect(long.found.rows[0].spf).toHaveLength(11);
  });

  test('come in the order of the domains', async () => {
    const { found } = await collect(acme, { domains: ['zoo.example', 'acme.example'], selectors: [] });
    expect(found.rows.map(({ domain }) => domain)).toEqual(['acme.example', 'zoo.example']);
    expect(dns.datasets[0]?.key(found.rows[0] as never)).toBe('acme.example');
  });
});

describe('A question without an answer', () => {
  test.each([
    ['servfail', 'unavailable'],
    ['refused', 'denied'],
    ['garbage', 'malformed'],
    ['silence', 'timeout'],
  ] as const)('(%s) is null, and the dataset is not whole (%s)', async (how, code) => {
    const { found } = await collect({ ...acme, '_dmarc.acme.example': how });
    expect(found.rows[0].dmarc).toEqual([{ name: '_dmarc.acme.example', texts: null }]);
    expect(found.rows[0].dkim[0].texts).toHaveLength(1);
    expect(found.problems).toEqual([
      { code, message: expect.stringContaining('TXT _dmarc.acme.example (E') },
    ]);
  });

  test('because nobody listens is one, too', async () => {
    const server = await startDns(() => acme);
    await server.close();
    const { found } = await collect(acme, { resolver: server.address, selectors: [] });
    expect(found.rows[0].spf).toEqual([{ name: 'acme.example', texts: null }]);
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
