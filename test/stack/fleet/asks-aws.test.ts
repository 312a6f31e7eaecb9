import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startAwsOrganization } from '../../../demo/stand-ins/aws-organization.ts';
import { openFolderLocker } from '../../../lib/locker/folder.ts';
import { runFolder } from '../../../lib/locker/keys.ts';
import { collectFunction } from '../../../lib/nightly/functions/collect.ts';
import { awsWith } from '../../../lib/providers/aws/collect/index.ts';
import { awsAccount } from '../../functions/aws-account.ts';
import { kept } from '../../functions/configured.ts';
import { temporaryFolder } from '../../locker/folders.ts';
import { management, small } from '../../providers/aws/organization/world.ts';

const own = 'o-001';
const run = '2026-11-24T01:00:00Z';
const now = () => new Date('2026-11-24T01:05:00Z');

test('AWS is asked in the session of the organization, by the role that is called after it', async () => {
  // What the function itself runs as is a key that the stand-in does not know.
  await using _ = await awsAccount();
  const standIn = await startAwsOrganization(() => small, {
    now,
    role: `exhibit/${own}/exhibit-reader`,
    externalId: 'larch-7',
  });
  const folder = await temporaryFolder();
  const file = join(folder, 'exhibit.yaml');
  writeFileSync(
    file,
    `version: 1
organization: Organization ${own}
timezone: UTC
connections:
  - id: aws
    provider: aws
    endpoint: ${standIn.url}
    patience: 0
    organization:
      role: exhibit/${own}/exhibit-reader
      externalId: larch-7
      management: "${management}"
      identityCenter: eu-central-1
`,
  );
  const place = (name: string) => join(folder, name);
  const object = await kept(file, place(`configurations/${own}`));
  const locker = openFolderLocker(place(`lockers/${own}`));
  await locker.create(`${runFolder(run)}/plan.json`, JSON.stringify({ configuration: { object } }));
  const sessionToken = 'session-token-of-the-function-not-a-real-one';
  const asked: unknown[] = [];
  const collect = collectFunction(
    awsWith(async () => {}),
    {
      environment: {
        EXHIBIT_ACTING_ROLE: 'arn:aws:iam::111122223333:role/Acting',
        EXHIBIT_CONFIGURATIONS: place('configurations'),
        EXHIBIT_LOCKER: place('lockers'),
        EXHIBIT_WORK: place('work'),
        EXHIBIT_NIGHTS: place('nights'),
      },
      now,
      write: () => {},
      takeUp: async (role, tags) => {
        asked.push([role, tags]);
        return { ...JSON.parse(standIn.credentials()), sessionToken };
      },
    },
  );
  const night = `${runFolder(run)}/0b1e2d3c-4f5a-4b6c-8d7e-9f0a1b2c3d4e`;
  await collect({ run, night, connection: 'aws', cursor: null, organization: own } as never);
  await standIn.close();
  expect(asked).toEqual([
    ['arn:aws:iam::111122223333:role/Acting', { organization: own, connection: 'aws' }],
  ]);
  const evidence = place(`lockers/${own}/${runFolder(run)}/aws`);
  const accounts = JSON.parse(readFileSync(join(evidence, 'accounts.json'), 'utf8'));
  expect([accounts.completeness, accounts.problem, accounts.population.records]).toEqual([
    'complete',
    null,
    3,
  ]);
  for (const name of readdirSync(evidence))
    expect([name, readFileSync(join(evidence, name)).includes(sessionToken)]).toEqual([name, false]);
});
