import fc from '../../../properties.ts';
import { rsaKeys, type World } from './mail.ts';

const hosts = ['a.example', 'b.example', 'c.example', 'void.example'];
const names = ['acme.example', 'acme.example', 'x.example', 'y.example'];
const host = fc.constantFrom(...hosts);
const qualifier = fc.constantFrom('', '', '-', '~', '?');
const mechanism = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names).map((name) => `include:${name}`) },
  { weight: 3, arbitrary: host.map((name) => `a:${name}`) },
  host.map((name) => `mx:${name}`),
  host.map((name) => `exists:${name}`),
  host.map((name) => `a:${name}/0`),
  fc.constantFrom(
    'all',
    'ip4:192.0.2.1',
    'ip6:2001:db8::/64',
    'ip4:0.0.0.0/0',
    'ip4:192.0.2.0/24',
    'ip6:::/0',
    'ptr',
    'exists:%{i}.x.example',
    'ipv4:192.0.2.1',
    'a:a.example/0',
  ),
);
const spf = fc
  .tuple(
    fc.array(
      fc.tuple(qualifier, mechanism).map((parts) => parts.join('')),
      { maxLength: 4 },
    ),
    fc.constantFrom('-all', '-all', '-all', '~all', '?all', 'redirect=x.example'),
  )
  .map(([terms, end]) => ['v=spf1', ...terms, end].join(' '));
const dmarc = fc.constantFrom(
  'v=DMARC1; p=reject',
  'v=DMARC1; p=reject',
  'v=DMARC1; p=none',
  'v=DMARC1; p=reject; sp=none',
  'v=DMARC1; p=reject; psd=n',
  'v=DMARC1; p=reject; psd=y',
  'v=DMARC1; p=reject; pct=20',
);
const some = <T>(one: fc.Arbitrary<T>, most = 2) => fc.array(one, { maxLength: most });
const hostRecord = fc.constantFrom('A 192.0.2.7', 'AAAA 2001:db8::7', 'MX 10 b.example', 'MX 20 c.example');
const key = fc.constantFrom(rsaKeys[2048], rsaKeys[512], 'v=DKIM1; p=');
/** Mostly sound, so that what is left to chance decides. */
const closed = 'v=spf1 a:b.example ip4:192.0.2.0/24 -all';
const mostly = (usual: string, chance: fc.Arbitrary<string[]>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant([usual]) }, { weight: 1, arbitrary: chance });

/** What the DNS may say of `sub.acme.example` and of what its SPF record leads to. */
export const world: fc.Arbitrary<World> = fc.record({
  'sub.acme.example': spf.map((text) => [text]),
  'void.example': some(hostRecord, 1),
  'acme.example': mostly(closed, some(spf, 1)),
  'x.example': mostly(closed, some(spf)),
  'y.example': mostly(closed, some(spf, 1)),
  'a.example': mostly('A 192.0.2.7', some(hostRecord, 4)),
  'b.example': mostly('A 192.0.2.8', some(hostRecord, 4)),
  'c.example': mostly('MX 10 b.example', some(hostRecord, 4)),
  '_dmarc.sub.acme.example': some(dmarc),
  '_dmarc.acme.example': some(dmarc),
  '_dmarc.example': fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, some(dmarc, 1)),
  's1._domainkey.sub.acme.example': mostly(rsaKeys[2048], some(key)),
  's2._domainkey.sub.acme.example': some(key, 1),
});
