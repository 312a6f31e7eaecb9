import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { bundleText } from '../../../../scripts/bundle-text.ts';
import { temporaryFolder } from '../../../locker/folders.ts';

let folder: string;

/** Google's library loads parts of itself when they are asked for. As `auth.ts` asks Google's library for the proof of who asks. */
const contents = `
  const { auth } = await import('googleapis/build/src/apis/kgsearch/index.js');
  const { kind, ...given } = JSON.parse(process.argv[2]);
  const client = new auth[kind]({ type: 'external_account', audience: 'an-audience', ...given });
  process.stdout.write(await client.retrieveSubjectToken());`;

beforeAll(async () => {
  folder = await temporaryFolder();
  await bundleText(contents, join(folder, 'proof.mjs'));
});

function proof(given: object): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(folder, 'proof.mjs'),
      JSON.stringify({ ...given, token_url: 'https://sts.googleapis.com/v1/token' }),
    ],
    {
      encoding: 'utf8',
      env: {
        ...process.env,
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'example',
      },
    },
  );
  expect(stderr).toBe('');
  return stdout;
}

test('in its bundle, the library still proves a role of AWS', () => {
  const given = proof({
    kind: 'AwsClient',
    subject_token_type: 'urn:ietf:params:aws:token-type:aws4_request',
    credential_source: {
      environment_id: 'aws1',
      regional_cred_verification_url:
        'https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15',
    },
  });
  const asked = JSON.parse(decodeURIComponent(given)) as { url: string; headers: unknown };
  expect(asked.url).toContain('https://sts.eu-west-1.amazonaws.com');
  expect(JSON.stringify(asked.headers)).toContain('AKIAEXAMPLE');
});

test('in its bundle, the library still hands on a token of another cloud', () => {
  const file = join(folder, 'token');
  writeFileSync(file, 'a-token');
  const subject_token_type = 'urn:ietf:params:oauth:token-type:jwt';
  expect(proof({ kind: 'IdentityPoolClient', subject_token_type, credential_source: { file } })).toBe(
    'a-token',
  );
});
