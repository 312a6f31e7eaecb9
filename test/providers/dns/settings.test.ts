import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { collector as dns } from '../../../lib/providers/dns/collect/index.ts';
import { settings } from '../../../lib/providers/dns/settings.ts';

test('Domains are taken in lower case and in ASCII', () => {
  expect(settings().parse({ domains: ['Acme.Example.', 'bücher.example'], selectors: ['S1'] })).toEqual({
    domains: ['acme.example', 'xn--bcher-kva.example'],
    selectors: ['s1'],
  });
});

test.each(['192.0.2.1', '192.0.2.1:5353', '[2001:db8::1]:53', '[2001:db8::1]', '2001:db8::1'])(
  'The resolver may be %s',
  (resolver) => {
    expect(settings().safeParse({ domains: ['acme.example'], resolver }).success).toBe(true);
  },
);

test.each([
  {},
  { domains: [] },
  { domains: 'acme.example' },
  { domains: ['acme'] },
  { domains: ['acme example.com'] },
  { domains: ['acme.example', 'ACME.example'] },
  { domains: ['acme.example'], selectors: ['a b'] },
  { domains: ['acme.example'], resolver: 'dns.example' },
  { domains: ['acme.example'], resolver: '192.0.2.1:0' },
  { domains: ['acme.example'], resolver: '192.0.2.1:70000' },
  { domains: ['acme.example'], resolver: '[192.0.2.1]:53' },
  { domains: ['acme.example'], org: 'acme' },
])('Settings are refused as %j', (given) => {
  expect(settings().safeParse(given).success).toBe(false);
});

test('The example is a connection as it would stand in the configuration', () => {
  const [{ id, provider, ...own }] = parse(dns.setup.example.replace('YOUR_DOMAIN', 'acme.example'));
  expect([id, provider]).toEqual(['dns', 'dns']);
  expect(settings().parse(own)).toEqual({ domains: ['acme.example'], selectors: ['google'] });
});
