import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigurationError, type Fault } from '../../lib/config/error.ts';
import { loadConfigurationNow } from '../../lib/config/load.ts';
import { parseFleet } from '../../lib/fleet/configuration.ts';
import type { Fleet } from '../../lib/fleet/fleet.ts';
import { manifests } from '../../lib/providers/manifests.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exhibit-fleet-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function company(name: string, more: string): void {
  const text = `version: 1
organization: ${name}
timezone: UTC
${more}
connections:
  - id: mail
    provider: dns
    domains: [acme.example]
`;
  writeFileSync(join(folder, `${name}.yaml`), text);
}

const read = (file: string) => loadConfigurationNow(file, { providers: manifests, isPart: true });
const fleet = (text: string): Fleet => parseFleet(text, join(folder, 'fleet.yaml'), read);

function faultsOf(text: string): readonly Fault[] {
  try {
    fleet(text);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}

const two = `version: 1
organizations:
  - { id: acme, configuration: acme.yaml }
  - { id: birch, configuration: birch.yaml }
`;
const apart = (name: string) => `locker: ./${name}\nsigning: { key: "file:./${name}.pem" }`;

test('An organization whose file is not there or is wrong is its own fault, and the others stand', () => {
  company('birch', apart('birch'));
  const [acme, birch] = fleet(two).organizations;
  expect([acme?.configuration, birch?.configuration?.organization]).toEqual([null, 'birch']);
  expect(acme?.fault).toMatch(/there is no such file/);
});

test('Of each file it holds where its locker and key are, and the rest is read when it is wanted', () => {
  company('birch', apart('birch'));
  const birch = fleet(two).organizations[1];
  expect(Object.keys(birch?.configuration ?? {}).toSorted()).toEqual([
    'file',
    'locker',
    'organization',
    'signing',
    'trustedKeys',
  ]);
  expect(birch?.read().connections).toHaveLength(1);
});

test('Paths are relative to the file, and the fleet has a locker and a key of its own', () => {
  expect(fleet(two)).toMatchObject({
    locker: join(folder, 'fleet-evidence'),
    signing: { key: { name: join(folder, '.exhibit/fleet-key.pem') } },
    organizations: [{ file: join(folder, 'acme.yaml') }, { file: join(folder, 'birch.yaml') }],
  });
});

describe('Refused, by its line, is', () => {
  test('an id that stands there twice, of a former organization too', () => {
    const text = `${two}former:\n  - { id: acme, until: 2026-12-01, reason: Contract ended }\n`;
    expect(faultsOf(text)).toMatchObject([{ code: 'duplicate', line: 6, path: 'former[0].id' }]);
  });

  test('a version, a key and a form that are not known', () => {
    const text = 'version: 2\norganisations: []\n';
    expect(faultsOf(text)).toMatchObject([
      { code: 'unsupported-version', line: 1 },
      { code: 'unknown-key', line: 2 },
    ]);
  });

  test.each([
    ['the same locker', 'locker: ./one\nsigning: { key: "file:./b.pem" }', /locker/],
    ['a locker within another', 'locker: ./one/two\nsigning: { key: "file:./b.pem" }', /locker/],
    ['a locker by a link', 'locker: ./link/one\nsigning: { key: "file:./b.pem" }', /locker/],
    ['the same key', 'locker: ./two\nsigning: { key: "file:./a.pem", memory: ./m.json }', /signing key/],
    [
      'the same memory',
      'locker: ./two\nsigning: { key: "file:./b.pem", memory: ./a.pem.head.json }',
      /remembered/,
    ],
    ['the fleet’s locker', 'locker: ./fleet-evidence\nsigning: { key: "file:./b.pem" }', /of the fleet/],
  ])('%s', (_, second, message) => {
    symlinkSync(folder, join(folder, 'link'));
    company('acme', 'locker: ./one\nsigning: { key: "file:./a.pem" }');
    company('birch', second);
    expect(faultsOf(two)).toMatchObject([
      { code: 'duplicate', line: 4, message: expect.stringMatching(message) },
    ]);
  });
});
