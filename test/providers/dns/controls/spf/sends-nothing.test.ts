import { expect, test } from '@jest/globals';
import type { Found, Zone } from '../../../../../lib/evidence/mail/zone.ts';
import { sendsNothing } from '../../../../../lib/providers/dns/controls/spf/sends-nothing.ts';

function sends(texts: Readonly<Record<string, Found>>): boolean {
  const zone: Zone = { find: (name) => texts[name] ?? 'not-asked' };
  return !sendsNothing(zone, 'acme.example');
}

test('A record of nothing but -all says that nobody sends', () => {
  expect(sends({ 'acme.example': ['site-verification=1', 'v=spf1 -all'] })).toBe(false);
});

test.each([
  'v=spf1 ~all',
  'v=spf1 ?all',
  'v=spf1 all',
  'v=spf1 -a',
  'v=spf1 -all a',
  'v=spf1 -a -all',
  'v=spf1',
  'v=spf1 wrong:x -all',
  'v=spf1 redirect=%{i}.acme.example',
])('%s does not', (text) => {
  expect(sends({ 'acme.example': [text], '%{i}.acme.example': ['v=spf1 -all'] })).toBe(true);
});

test('Nor do two records, none, no answer, and what was not asked', () => {
  for (const found of [['v=spf1 -all', 'v=spf1 -all'], [], 'failed', 'not-asked'] as const)
    expect(sends({ 'acme.example': found })).toBe(true);
});

test('Where the record is another domain’s, that one says it, and a ring says nothing', () => {
  const other = { 'acme.example': ['v=spf1 redirect=none.%{d}'] };
  expect(sends({ ...other, 'none.acme.example': ['v=spf1 -all'] })).toBe(false);
  expect(sends({ ...other, 'none.acme.example': ['v=spf1 a -all'] })).toBe(true);
  expect(sends({ 'acme.example': ['v=spf1 redirect=acme.example'] })).toBe(true);
});
