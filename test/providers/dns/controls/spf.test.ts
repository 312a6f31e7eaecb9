import { describe, expect, test } from '@jest/globals';
import { judge, type World } from './mail.ts';

const spf = (text: string, world: World = {}) => judge({ 'acme.example': [text], ...world });

/** Hosts, mail servers and senders that the records below name. */
const others: World = {
  'acme.example': ['A 192.0.2.10', 'AAAA 2001:db8::10', 'MX 10 mx1.acme.example', 'MX 20 mx2.acme.example'],
  'mx1.acme.example': ['A 192.0.2.11'],
  'mx2.acme.example': ['A 192.0.2.12', 'AAAA 2001:db8::12'],
  'sender.example': ['v=spf1 ip4:198.51.100.0/24 -all'],
  'open.example': ['v=spf1 +all'],
  'shrug.example': ['v=spf1 ?all'],
  'broken.example': ['v=spf1 ipv4:192.0.2.1 -all'],
  'deep.example': ['v=spf1 include:open.example -all'],
  'halves.example': ['v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all'],
  'silent.example': null,
};
const within = (text: string) => {
  const own = others['acme.example'] ?? [];
  return judge({ ...others, 'acme.example': [text, ...own] });
};

describe('SPF that refuses everybody it does not name passes', () => {
  test.each([
    'v=spf1 mx -all',
    'V=SPF1 MX ~ALL',
    'v=spf1  include:sender.example  ip4:192.0.2.0/24 -all',
    'v=spf1 -ip4:0.0.0.0/0 -all',
    'v=spf1 ip4:10.0.0.0/8 ip6:2001:db8::/32 a/24//64 mx/27 -all',
    'v=spf1 mx -all ip4:0.0.0.0/0',
    'v=spf1 redirect=sender.example',
    'v=spf1 -include:open.example +all',
    'v=spf1 include:shrug.example -all',
    'v=spf1 ?ip4:192.0.2.1 -all',
    'v=spf1 ptr a mx:acme.example exists:nowhere.example -all',
    'v=spf1 include:%{d2}.sender.example -all x-note=%{d}',
    'v=spf1 -exists:%{i}.blocked.example -all',
    'v=spf1 a:acme.example. -all ',
    // A host of IPv4 alone is no lookup in vain, whoever asks.
    'v=spf1 a:mx1.acme.example a:mx1.acme.example a:mx1.acme.example -all',
  ])('%s', (text) => {
    const world = { ...others, 'acme.example.sender.example': ['v=spf1 -all'] };
    const own = others['acme.example'] ?? [];
    expect(judge({ ...world, 'acme.example': [text, ...own] })).toMatchObject({
      verdict: 'pass',
      reason: '',
    });
  });
});

describe('SPF that lets anybody send fails', () => {
  test.each([
    ['v=spf1 +all', 'lets everybody send: “+all”'],
    ['v=spf1 all -all', 'lets everybody send: “all”'],
    ['v=spf1 mx ?all', 'does not refuse everybody: “?all”'],
    ['v=spf1 include:sender.example', 'says nothing of senders that it does not name'],
    ['v=spf1', 'says nothing of senders'],
    ['v=spf1 ip4:0.0.0.0/0 -all', 'lets everybody send: “ip4:0.0.0.0/0”'],
    ['v=spf1 +ip6:::/0 ~all', 'lets everybody send'],
    ['v=spf1 ip6:2000::/3 -all', 'lets a /3 of all IPv6 addresses send'],
    ['v=spf1 a/0 -all', 'lets everybody send: “a/0”'],
    ['v=spf1 mx:acme.example/0 -all', 'lets everybody send'],
    ['v=spf1 a/24//0 -all', 'lets everybody send'],
    ['v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all', 'lets everybody send'],
    ['v=spf1 exists:acme.example -all', 'lets everybody send: “exists:acme.example”'],
  ])('%s', (text, reason) => {
    expect(within(text)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining(reason) });
  });

  test('also in many ranges that cover much together', () => {
    const ranges = Array.from({ length: 64 }, (_, at) => `ip4:${at + 64}.0.0.0/8`).join(' ');
    expect(spf(`v=spf1 ${ranges} -all`)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('lets a /2 of all IPv4 addresses send'),
    });
  });
});

describe('SPF that lets anybody send behind what it includes or redirects to fails, and the place is named', () => {
  test.each([
    [
      'v=spf1 include:open.example -all',
      '“include:open.example”, where “+all” in the record of open.example',
    ],
    ['v=spf1 include:deep.example -all', 'where “+all” in the record of open.example matches matches'],
    ['v=spf1 include:halves.example -all', 'lets everybody send: “include:halves.example”'],
    ['v=spf1 redirect=open.example', '“+all” in the record of open.example'],
    ['v=spf1 redirect=shrug.example', '“?all” in the record of shrug.example'],
    ['v=spf1 ?include:open.example -all', 'does not refuse everybody: “?include:open.example”'],
  ])('%s', (text, reason) => {
    expect(within(text)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining(reason) });
  });
});

describe('SPF that mail servers cannot read (permerror) fails', () => {
  test.each([
    ['v=spf1 ipv4:192.0.2.1 -all', 'there is no mechanism “ipv4:192.0.2.1”; what is meant is “ip4:”'],
    [
      'v=spf1 ip4: 192.0.2.1 -all',
      '“ip4:” cannot be read: nothing follows the colon, where a space is not allowed',
    ],
    ['v=spf1 include: sender.example -all', '“include:” cannot be read'],
    ['v=spf1 ip4:192.0.2.0/33 -all', '“ip4:192.0.2.0/33” cannot be read'],
    ['v=spf1 ip4:192.0.2.256 -all', 'cannot be read'],
    ['v=spf1 ip6:192.0.2.1 -all', 'cannot be read'],
    ['v=spf1 ip4:192.0.2.1,192.0.2.2 -all', 'cannot be read'],
    ['v=spf1 include:localhost -all', 'cannot be read'],
    ['v=spf1 include:%{d0}.sender.example -all', 'cannot be read'],
    ['v=spf1 exists:%{c}.sender.example -all', 'cannot be read'],
    ['v=spf1 -all.', '“-all.” cannot be read'],
    ['v=spf1 -all moo', 'there is no mechanism “moo”'],
    ['v=spf1 all=fail', 'says nothing of senders'],
    ['v=spf1; -all', 'There is no SPF record'],
    ['v=spf1\t-all', 'There is no SPF record'],
    ['v=spf10 -all', 'There is no SPF record'],
    ['spf2.0/pra -all', 'There is no SPF record'],
    ['“v=spf1 -all”', 'There is no SPF record'],
    ['v=spf1 mx –all', 'there is no mechanism'],
    ['v=spf1 redirect=sender.example redirect=sender.example', 'is there twice'],
    ['v=spf1 redirect:sender.example', 'there is no mechanism'],
    ['v=spf1 include:nowhere.example -all', '“include:nowhere.example”: nowhere.example has no SPF record'],
    ['v=spf1 redirect=nowhere.example', 'nowhere.example has no SPF record'],
    [
      'v=spf1 include:broken.example -all',
      '“include:broken.example”: there is no mechanism “ipv4:192.0.2.1”',
    ],
    ['v=spf1 include:acme.example -all', 'more than 10 lookups'],
    ['v=spf1 redirect=acme.example', 'more than 10 lookups'],
    ['v=spf1 a a a a a a a a a a a -all', 'more than 10 lookups'],
    ['v=spf1 a:n1.example a:n2.example a:n3.example -all', 'more than 2 of its lookups find nothing'],
  ])('%s', (text, reason) => {
    expect(within(text)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining(reason) });
  });

  test('or that is not there, or there twice', () => {
    expect(judge({ 'acme.example': [] }).verdict).toBe('fail');
    expect(judge({ 'acme.example': ['v=spf1 -all', 'v=spf1 -all'] })).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('more than one SPF record'),
    });
  });

  test('or that needs more than ten lookups in all that it includes', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 12 }, (_, at) => [`c${at}.example`, [`v=spf1 include:c${at + 1}.example -all`]]),
    );
    expect(spf('v=spf1 include:c0.example -all', chain)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('more than 10 lookups'),
    });
    expect(spf('v=spf1 include:c2.example -all', { ...chain, 'c11.example': ['v=spf1 -all'] }).verdict).toBe(
      'pass',
    );
  });

  test('or that has a mechanism with more than ten mail servers', () => {
    const servers = Array.from({ length: 11 }, (_, at) => `MX ${at} mx1.acme.example`);
    expect(
      spf('v=spf1 mx:many.example -all', {
        ...others,
        'acme.example': ['v=spf1 mx:many.example -all'],
        'many.example': servers,
      }),
    ).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('more than 10 mail servers'),
    });
  });
});

describe('SPF of which something is not known is unknown', () => {
  test.each([
    ['v=spf1 include:silent.example -all', 'there was no answer on its texts'],
    ['v=spf1 redirect=silent.example', '(the record of silent.example)'],
    ['v=spf1 a:silent.example -all', 'no answer on silent.example'],
    ['v=spf1 mx:silent.example -all', 'no answer on silent.example'],
    ['v=spf1 exists:silent.example -all', 'no answer on silent.example'],
    ['v=spf1 exists:%{i}.allowed.example -all', '“exists:%{i}.allowed.example” depends on who sends'],
    ['v=spf1 include:%{i}._ip.%{h}.sender.example -all', 'depends on who sends'],
    ['v=spf1 redirect=%{l}.sender.example', 'depends on who sends'],
    ['v=spf1 ptr:co.example -all', '“ptr:co.example” depends on who sends'],
  ])('%s', (text, reason) => {
    expect(within(text)).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining(reason) });
  });

  test('unless it lets anybody send before that', () => {
    expect(within('v=spf1 +all include:silent.example').verdict).toBe('fail');
    expect(within('v=spf1 ip4:0.0.0.0/0 include:silent.example -all').verdict).toBe('fail');
  });

  test('as where the domain itself gives no answer', () => {
    expect(judge({ 'acme.example': null }).verdict).toBe('unknown');
  });

  test('unless it names many ranges, of either family, which are all looked at', () => {
    const six = Array.from({ length: 400 }, (_, at) => `ip6:2001:db8:${(2 * at).toString(16)}::/48`).join(
      ' ',
    );
    expect(spf(`v=spf1 ${six} ip4:192.0.2.0/24 -all`).verdict).toBe('pass');
    expect(spf(`v=spf1 ${six} ip4:192.0.2.0/24 ?all`).verdict).toBe('fail');
  });

  test('as where it names more ranges than are looked at', () => {
    const ranges = Array.from({ length: 1200 }, (_, at) => `ip4:10.${at >> 7}.${(at & 127) * 2}.0/24`).join(
      ' ',
    );
    expect(spf(`v=spf1 ${ranges} -all`)).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('more ranges'),
    });
  });
});

test('A term as long as a book is cut short in the reason', () => {
  expect(spf(`v=spf1 a:${'x'.repeat(20_000)} -all`).reason.length).toBeLessThan(300);
});
