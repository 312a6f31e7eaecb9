import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { type Demo, nightTime, startDemo } from '../../demo/demo.ts';
import { close, listen } from '../../demo/stand-ins/serve/serve.ts';
import type { Account } from './account.ts';

/** The company of the demonstration, which deploys. */
export interface Scene {
  /** `exhibit.yaml`, once it is written. */
  readonly file: string;
  /** What was posted to the webhook. */
  readonly posted: string[];
  /** Writes the configuration, with some of its text changed. */
  write(change?: (text: string) => string): void;
  /** Puts what the functions are to read into an account. */
  prepare(account: Account): Promise<void>;
  /** Makes it a night, uploads the export of the vaults, and runs the deployed machine. */
  night(account: Account, number: number): Promise<Awaited<ReturnType<Account['execute']>>>;
  close(): Promise<void>;
}

/** What only a deployment has to be told: the demonstration is told none of it. */
const onAws = `
alerts: { webhook: secret:exhibit/webhook }
aws:
  mail: [oncall@fathom.example]
  retentionDays: 30
  auditor:
    principals: ["arn:aws:iam::111122223333:role/audit"]
    externalId: fathom-audit
`;

export async function startScene(folder: string): Promise<Scene> {
  const demo: Demo = await startDemo({ folder, night: 29 });
  const posted: string[] = [];
  const webhook = createServer(async (request, response) => {
    posted.push(await text(request));
    response.end('ok');
  });
  const address = await listen(webhook, 0);
  const file = join(folder, 'exhibit.yaml');
  const credentials = (id: string) => `secret:exhibit/${id}`;
  return {
    file,
    posted,
    write: (change = (text) => text) =>
      writeFileSync(file, change(`${demo.configuration('./evidence', { credentials })}${onAws}`)),
    async prepare({ secrets }) {
      for (const [id, SecretString] of Object.entries({ ...demo.credentials, webhook: address }))
        await secrets.send(new CreateSecretCommand({ Name: `exhibit/${id}`, SecretString }));
    },
    async night(account, number) {
      demo.setNight(number);
      const { ExportsLocation = '', NightMachine = '' } = await account.outputs();
      const Bucket = ExportsLocation.split('/')[2];
      const Body = readFileSync(join(folder, 'vaults.json'));
      await account.s3.send(new PutObjectCommand({ Bucket, Key: 'exports/onepassword.json', Body }));
      return await account.execute(NightMachine, { time: nightTime(number).toISOString() });
    },
    async close() {
      await demo.close();
      await close(webhook);
    },
  };
}
