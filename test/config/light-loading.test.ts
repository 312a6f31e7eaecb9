import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadConfiguration } from '../../lib/config/load.ts';
import { catalog } from '../../lib/controls/catalog.ts';
import { custom } from '../../lib/controls/custom/index.ts';
import { providers } from '../../lib/providers/catalog.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { temporaryFolder } from '../locker/folders.ts';

const plain = `version: 1
organization: Example
timezone: UTC
connections:
  - { id: github, provider: github, credentials: 'secret:x', org: example }
`;
const own = `${plain}customControls:
  - { id: acme.members, title: Members, dataset: github/members, must: record.login != "" }
`;

async function load(text: string) {
  const file = join(await temporaryFolder(), 'exhibit.yaml');
  writeFileSync(file, text);
  let asked = 0;
  const lazily = async () => {
    asked++;
    return custom;
  };
  const configuration = await loadConfiguration(file, {
    providers: manifests,
    controls: catalog,
    custom: lazily,
  });
  return { configuration, asked, file };
}

test('what reads expressions is loaded for those who have some', async () => {
  expect((await load(plain)).asked).toBe(0);
  const { configuration, asked } = await load(own);
  expect([asked, configuration.customControls.map(({ id }) => id)]).toEqual([1, ['acme.members']]);
});

test.each(['"customControls"', "'customControls'", '"custom\\u0043ontrols"'])(
  'however the key is written (%s)',
  async (key) => {
    expect((await load(own.replace('customControls', key))).configuration.customControls).toHaveLength(1);
  },
);

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
  const facts = ({ id, title, needsCredentials, datasets, settings }: (typeof manifests)[number]) => {
    return { id, title, needsCredentials, datasets, settings };
  };
  expect(manifests.map(facts)).toEqual(providers.map(facts));
});
