import { afterEach, describe, expect, test } from '@jest/globals';
import { serviceAccountKey } from '../../../demo/stand-ins/google-workspace.ts';
import { close } from '../../../demo/stand-ins/serve/serve.ts';
import { providers } from '../../../lib/providers/collectors.ts';
import type { CollectSession } from '../../../lib/providers/provider.ts';
import { memorySession } from '../session.ts';
import { atlassian } from './atlassian.ts';
import { awsNewer, awsOf2017, awsOf2025, awsOlder } from './aws.ts';
import { bitwarden } from './bitwarden.ts';
import { cloudflare } from './cloudflare.ts';
import { datadog } from './datadog.ts';
import { entra } from './entra.ts';
import { fastly } from './fastly.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { google } from './google.ts';
import { hcpTerraform } from './hcp-terraform.ts';
import { jumpcloud } from './jumpcloud.ts';
import { mongodbAtlas } from './mongodb-atlas.ts';
import { npm } from './npm.ts';
import { okta } from './okta.ts';
import { onepassword } from './onepassword.ts';
import type { Recording } from './recording.ts';
import { sentry } from './sentry.ts';
import { type RecordedServer, serveRecorded } from './server.ts';
import { slack } from './slack.ts';
import { zendesk } from './zendesk.ts';
import { zoom } from './zoom.ts';

const open: RecordedServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(({ server }) => close(server)));
});

const awsKey = JSON.stringify({ accessKeyId: 'AKIDRECORDED00000000', secretAccessKey: 'recorded' });
const onePasswordKeys = JSON.stringify({ usersClientId: 'c', usersClientSecret: 's', eventsToken: 'e' });

const recordings: readonly (readonly [string, string, Recording, (url: string) => string])[] = [
  ['google-workspace', '', google, serviceAccountKey],
  ['github', '', github, () => 'github_pat_recorded'],
  ['slack', '', slack, () => 'xoxp-recorded'],
  ['cloudflare', '', cloudflare, () => 'cfat_recorded0000000000000000000000000000001'],
  ['npm', '', npm, () => 'npm_recorded'],
  [
    'bitwarden',
    '',
    bitwarden,
    () =>
      JSON.stringify({
        clientId: 'organization.0f0e0d0c-0000-4000-8000-000000000001',
        clientSecret: 'recorded-bitwarden',
      }),
  ],
  ['fastly', '', fastly, () => 'recorded'],
  ['sentry', '', sentry, () => 'sntrys_recorded'],
  [
    'datadog',
    '',
    datadog,
    () => JSON.stringify({ apiKey: 'recorded-api-key', applicationKey: 'recorded-app-key' }),
  ],
  ['mongodb-atlas', '', mongodbAtlas, () => clientOf('mdb_sa_sk_recorded')],
  ['jumpcloud', '', jumpcloud, () => 'jca_recorded'],
  ['hcp-terraform', '', hcpTerraform, () => 'recorded.atlasv1.recorded'],
  ['atlassian', '', atlassian, () => 'ATCTT3xFfG-recorded'],
  ['gitlab', '', gitlab, () => 'glpat-recorded'],
  ['zendesk', '', zendesk, () => clientOf('recorded-zendesk-secret')],
  ['zoom', '', zoom, () => clientOf('recorded-zoom-secret')],
  ['entra', '', entra, () => clientOf('recorded-entra-secret')],
  ['okta', '', okta, () => 'recorded-okta-token'],
  ['aws', ' of 2017', awsOf2017, () => awsKey],
  ['aws', ' of 2019', awsOlder, () => awsKey],
  ['aws', ' of 2025', awsOf2025, () => awsKey],
  ['aws', ' of 2026', awsNewer, () => awsKey],
  ['onepassword', '', onepassword, () => onePasswordKeys],
];

async function collect(id: string, recording: Recording, credential: (url: string) => string) {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`There is no ${id}.`);
  const recorded = await serveRecorded(recording);
  open.push(recorded);
  const { groups = [], now, policies = [], settings } = recording;
  const file = Buffer.from(JSON.stringify(recording.answers['vaults.json'] ?? {}));
  const exported = (name: string) => ({ name, place: name, handOver: null, read: async () => file });
  const connection = { endpoint: recorded.url, credential: credential(recorded.url), exported, settings };
  const options = { groups, policies, ...(now === undefined ? {} : { now: new Date(now) }) };
  const memory = memorySession<object>(connection, options);
  await (provider.collect as (session: CollectSession<object>) => Promise<void>)(memory.session);
  return { memory, unknown: recorded.unknown, provider };
}

function clientOf(clientSecret: string): string {
  return JSON.stringify({ clientId: 'recorded', clientSecret });
}

describe('What was recorded of a real provider is whole, and nothing in it is called malformed', () => {
  test.each(recordings)('%s%s', async (id, _, recording, credential) => {
    const { memory, provider, unknown } = await collect(id, recording, credential);
    const asked = provider.datasets.filter(
      ({ onlyFor }) => typeof onlyFor !== 'function' || onlyFor(recording.settings),
    );
    const found = asked.map(({ name }) => {
      const { problems, rows } = memory.of(name);
      return [name, { problems, records: rows.length }];
    });
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries(
        Object.entries(recording.records).map(([name, records]) => [name, { problems: [], records }]),
      ),
    );
    expect(unknown).toEqual([]);
  });

  test('is recorded of each provider but the name servers', () => {
    const ids = new Set(recordings.map(([id]) => id));
    expect(providers.map(({ id }) => id).filter((id) => id !== 'dns' && !ids.has(id))).toEqual([]);
  });
});
