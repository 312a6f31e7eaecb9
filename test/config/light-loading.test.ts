import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadConfiguration } from '../../lib/config/load.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { custom } from '../../lib/controls/custom/index.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import type { AnyManifest } from '../../lib/providers/provider.ts';
import { temporaryFolder } from '../locker/folders.ts';

const own = `version: 1
organization: Example
timezone: UTC
connections:
  - { id: github, provider: github, credentials: 'secret:x', org: example }
customControls:
  - { id: acme.members, title: Members, dataset: github/members, must: record.login != "" }
`;

async function load(text: string) {
  const file = join(await temporaryFolder(), 'exhibit.yaml');
  writeFileSync(file, text);
  const known = { providers: manifests, controls: catalog, custom };
  return { configuration: await loadConfiguration(file, known), file };
}

test('without controls, connections are read as they are with them', async () => {
  const { configuration, file } = await load(own);
  const light = await loadConfiguration(file, { providers: manifests });
  expect([light.connections, light.sha256, light.settings]).toEqual([
    configuration.connections,
    configuration.sha256,
    configuration.settings,
  ]);
  expect([light.customControls, light.controls.size]).toEqual([[], 0]);
});

test('a fault of a connection is found there as well', async () => {
  const file = join(await temporaryFolder(), 'exhibit.yaml');
  writeFileSync(file, own.replace('org: example', 'orgg: example'));
  await expect(loadConfiguration(file, { providers: manifests })).rejects.toThrow('orgg');
});

test('the list of what providers are names those that there are, in their order', () => {
  const facts = ({ id, title, needsCredentials, datasets, settings }: AnyManifest) => {
    return { id, title, needsCredentials, datasets, settings };
  };
  expect(manifests.map(facts)).toEqual(providers.map(facts));
});
