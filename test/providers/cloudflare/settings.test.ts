import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { setup } from '../../../lib/providers/cloudflare/collect/setup.ts';
import { settings } from '../../../lib/providers/cloudflare/settings.ts';

test('an account is named by its id, and by nothing else', () => {
  expect(settings().parse({ account: 'A0'.repeat(16) })).toEqual({ account: 'a0'.repeat(16) });
  for (const account of ['Acme', 'a0'.repeat(15), `${'a0'.repeat(16)}/../x`, 7, undefined])
    expect(settings().safeParse({ account }).success).toBe(false);
  expect(settings().safeParse({ account: 'a0'.repeat(16), zone: 'x' }).success).toBe(false);
});

test('the example that `exhibit init` prints is accepted', () => {
  const [{ id, provider, credentials, ...own }] = parse(
    setup.example.replace('YOUR_ACCOUNT_TAG', 'a0'.repeat(16)),
  );
  expect([id, provider, credentials]).toEqual(['cloudflare', 'cloudflare', 'env:CLOUDFLARE_TOKEN']);
  expect(settings().safeParse(own).success).toBe(true);
});

test('every scope only reads', () => {
  for (const scope of setup.scopes) expect(scope).toMatch(/: Read$/);
});
