import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { changed, resourcesOf, templateOf } from './made-stack.ts';

/** Every provider that 0.1.0 had, besides those of the example. */
const others = `  - id: cloudflare
    provider: cloudflare
    credentials: secret:exhibit/cloudflare
    account: 0123456789abcdef0123456789abcdef
  - id: mail
    provider: dns
    domains: [fathom.example]
people:
`;

const before = new Map<string, string>(
  Object.entries(JSON.parse(readFileSync(new URL('logical-ids-0.1.0.json', import.meta.url), 'utf8'))),
);

test('every resource of 0.1.0 is still there, by the id that CloudFormation knows it by, and is of the same kind', () => {
  const now = resourcesOf(templateOf(changed('people:\n', others)));
  expect(before.size).toBeGreaterThan(130);
  const kept = [...before.keys()].map((id) => [id, now.get(id)?.Type]);
  // Under another id a resource is a new one, and what the old one held is gone.
  expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(before));
});
