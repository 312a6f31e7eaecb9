import { describe, expect, test } from '@jest/globals';
import { addressOf } from '../../../../../lib/evidence/mail/spf/address.ts';
import type { Found, Zone } from '../../../../../lib/evidence/mail/zone.ts';
import { checkHost } from '../../../../../lib/providers/dns/controls/spf/check-host.ts';
import { sections, suiteZone } from './suite.ts';

test('The RFC’s suite is here whole', () => {
  expect(sections).toHaveLength(16);
  expect(sections.flatMap(({ tests }) => tests)).toHaveLength(203);
});

describe.each(sections)('check_host: $section', ({ tests, zone }) => {
  const asked = suiteZone(zone);

  test.each(tests)('$name (RFC 7208, $spec)', ({ helo, host, mailfrom, result }) => {
    const at = mailfrom.lastIndexOf('@');
    const local = mailfrom.slice(0, Math.max(at, 0)) || 'postmaster';
    const domain = mailfrom === '' ? helo : mailfrom.slice(at + 1);
    const from = addressOf(host);
    if (!from) throw new Error(`${host} is no address.`);
    const outcomes = checkHost({ zone: asked, domain, from, sender: { local, domain, helo } });
    expect(outcomes).toHaveLength(1);
    expect(result).toContain(outcomes[0]?.result);
  });
});

describe('ptr', () => {
  const record = 'v=spf1 ptr:one.example ptr:two.example ptr:three.example -all';
  const outcomeWith = (names: readonly string[]) => {
    const known: Readonly<Record<string, Found>> = {
      'TXT acme.example': [record],
      'PTR 1.2.0.192.in-addr.arpa': names,
      'A mail.other.example': ['192.0.2.1'],
      'A mail.two.example': ['192.0.2.1'],
    };
    const zone: Zone = { find: (name, type) => known[`${type} ${name}`] ?? [] };
    const from = addressOf('192.0.2.1');
    if (!from) throw new Error('There is no such address.');
    const outcomes = checkHost({ zone, domain: 'acme.example', from, sender: null });
    return outcomes.map(({ result }) => result);
  };

  test('of an address with names elsewhere matches nothing, and finds something each time', () => {
    expect(outcomeWith(['mail.other.example'])).toEqual(['fail']);
  });

  test('of an address without names finds nothing, which is borne twice', () => {
    expect(outcomeWith([])).toEqual(['permerror']);
    expect(outcomeWith(['gone.example'])).toEqual(['permerror']);
  });

  test('of an address with a name below the target matches', () => {
    expect(outcomeWith(['mail.other.example', 'mail.two.example'])).toEqual(['pass']);
  });
});

describe('a macro', () => {
  const passes = (target: string, there: string, address: string, names: readonly string[] = []) => {
    const from = addressOf(address);
    if (!from) throw new Error('There is no such address.');
    const known: Readonly<Record<string, Found>> = {
      'TXT acme.example': [`v=spf1 exists:${target} -all`],
      [`A ${there}`]: ['127.0.0.2'],
      'PTR 1.2.0.192.in-addr.arpa': names,
      ...Object.fromEntries(names.map((name) => [`A ${name}`, ['192.0.2.1']])),
    };
    const zone: Zone = { find: (name, type) => known[`${type} ${name}`] ?? [] };
    const sender = { local: 'ana', domain: 'acme.example', helo: 'mail.acme.example' };
    return checkHost({ zone, domain: 'acme.example', from, sender }).map(({ result }) => result);
  };

  test('%{v} says by which protocol the sender came', () => {
    expect(passes('%{v}.ok.example', 'in-addr.ok.example', '192.0.2.1')).toEqual(['pass']);
    expect(passes('%{v}.ok.example', 'ip6.ok.example', '2001:db8::1')).toEqual(['pass']);
  });

  test('%{p} is the domain itself before one below it, and one below it before any', () => {
    const own = ['a.example', 'mail.acme.example', 'acme.example'];
    expect(passes('%{p}.ok.example', 'acme.example.ok.example', '192.0.2.1', own)).toEqual(['pass']);
    const below = own.slice(0, 2);
    expect(passes('%{p}.ok.example', 'mail.acme.example.ok.example', '192.0.2.1', below)).toEqual(['pass']);
    expect(passes('%{p}.ok.example', 'a.example.ok.example', '192.0.2.1', ['a.example'])).toEqual(['pass']);
    expect(passes('%{p}.ok.example', 'unknown.ok.example', '192.0.2.1')).toEqual(['pass']);
  });
});
