import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { type AwsOptions, type AwsStandIn, startAws } from '../../../demo/stand-ins/aws.ts';
import { account, world } from '../../providers/aws/account.ts';
import { closing } from './asking.ts';

const kept = closing();
const start = async (options: AwsOptions = {}) => kept(await startAws(() => world, options));

interface Signed {
  readonly service?: string;
  readonly at?: Date;
  readonly secret?: string;
  readonly id?: string;
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A request signed by hand, after AWS's description of Signature Version 4. */
async function ask(aws: AwsStandIn, action: string, signed: Signed = {}, version?: string) {
  const { accessKeyId, secretAccessKey } = JSON.parse(aws.credentials());
  const { service = 'iam', at = new Date(), secret = secretAccessKey, id = accessKeyId } = signed;
  const body = `Action=${action}&Version=${version ?? (service === 'sts' ? '2011-06-15' : '2010-05-08')}`;
  const date = at.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = `${date.slice(0, 8)}/us-east-1/${service}/aws4_request`;
  const { host } = new URL(aws.url);
  const canonical = `POST\n/\n\nhost:${host}\nx-amz-date:${date}\n\nhost;x-amz-date\n${sha256(body)}`;
  const key = scope.split('/').reduce<string | Buffer>((held, part) => hmac(held, part), `AWS4${secret}`);
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
  const response = await fetch(aws.url, {
    method: 'POST',
    body,
    headers: { authorization, 'x-amz-date': date },
  });
  const text = await response.text();
  return { status: response.status, text, code: /<Code>(.*)<\/Code>/.exec(text)?.[1] ?? null };
}

describe('The AWS stand-in', () => {
  test('says in XML who asks', async () => {
    const { status, text } = await ask(await start(), 'GetCallerIdentity', { service: 'sts' });
    expect(status).toBe(200);
    expect(text).toBe(
      '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
        `<Arn>arn:aws:iam::${account}:user/exhibit</Arn><UserId>AIDASTANDINEXAMPLE00</UserId>` +
        `<Account>${account}</Account></GetCallerIdentityResult>` +
        '<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
    );
  });

  test('counts requests to each service in a second, and throttles the one too many as AWS does', async () => {
    const now = new Date('2026-11-23T02:00:00Z');
    const aws = await start({ now: () => now, perSecond: 1 });
    const statuses = [
      await ask(aws, 'GetAccountSummary', { at: now }),
      await ask(aws, 'GetAccountSummary', { at: now }),
      await ask(aws, 'GetCallerIdentity', { at: now, service: 'sts' }),
    ].map(({ status, code }) => [status, code]);
    expect(statuses).toEqual([
      [200, null],
      [400, 'Throttling'],
      [200, null],
    ]);
  });

  test('writes the report anew once it is told to', async () => {
    const aws = await start();
    await ask(aws, 'GenerateCredentialReport');
    aws.forgetReport();
    expect(await ask(aws, 'GetCredentialReport')).toMatchObject({ status: 410, code: 'ReportNotPresent' });
  });

  test('gives a report only once one was made, and until it is four hours old', async () => {
    let now = new Date('2026-11-23T02:00:00Z');
    const aws = await start({ now: () => now, polls: 2 });
    const get = (action: string) => ask(aws, action, { at: now });
    expect(await get('GetCredentialReport')).toMatchObject({ status: 410, code: 'ReportNotPresent' });
    expect((await get('GenerateCredentialReport')).text).toContain('<State>STARTED</State>');
    expect(await get('GetCredentialReport')).toMatchObject({ status: 404, code: 'ReportInProgress' });
    expect((await get('GenerateCredentialReport')).text).toContain('<State>COMPLETE</State>');
    const { text } = await get('GetCredentialReport');
    expect(text).toContain('<GeneratedTime>2026-11-23T02:00:00Z</GeneratedTime>');
    now = new Date('2026-11-23T06:00:00Z');
    expect(await get('GetCredentialReport')).toMatchObject({ status: 410, code: 'ReportExpired' });
    await get('GenerateCredentialReport');
    await get('GenerateCredentialReport');
    expect((await get('GetCredentialReport')).text).toContain('2026-11-23T06:00:00Z');
  });

  test('writes the report as AWS does', async () => {
    const aws = await start();
    await ask(aws, 'GenerateCredentialReport');
    const { text } = await ask(aws, 'GetCredentialReport');
    const csv = Buffer.from(/<Content>(.*)<\/Content>/.exec(text)?.[1] ?? '', 'base64').toString();
    expect(csv.split('\n').map((line) => line.split(',').length)).toEqual([22, 22, 22, 22, 1]);
    expect(csv.split('\n').slice(1, 3)).toEqual([
      `<root_account>,arn:aws:iam::${account}:root,2019-01-01T00:00:00+00:00,not_supported,no_information,` +
        'not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A',
      `ben,arn:aws:iam::${account}:user/people/ben,2024-05-01T09:00:00+00:00,true,no_information,` +
        '2024-05-01T09:00:00+00:00,N/A,false,true,2024-05-01T09:00:00+00:00,2026-11-22T09:00:00+00:00,' +
        'us-east-1,s3,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A',
    ]);
  });

  test('sums root up', async () => {
    const { text } = await ask(await start(), 'GetAccountSummary');
    expect(text).toContain('<SummaryMap><entry><key>Users</key><value>2</value></entry>');
    expect(text).toContain('<entry><key>AccountMFAEnabled</key><value>1</value></entry>');
    expect(text).toContain('<entry><key>AccountAccessKeysPresent</key><value>0</value></entry>');
  });

  test.each<[string, Signed, string]>([
    ['another key', { id: 'AKIDOTHEREXAMPLE0000' }, 'InvalidClientTokenId'],
    ['another secret', { secret: 'another' }, 'SignatureDoesNotMatch'],
    ['another service', { service: 'sts' }, 'SignatureDoesNotMatch'],
    ['a time long past', { at: new Date(Date.now() - 10 * 60_000) }, 'SignatureDoesNotMatch'],
  ])('refuses %s', async (_what, signed, code) => {
    const answer = await ask(await start(), 'GetAccountSummary', signed, '2010-05-08');
    expect(answer).toMatchObject({ status: 403, code });
  });

  test('refuses what is unsigned, unknown or not allowed', async () => {
    const aws = await start({ allowed: ['GetCredentialReport'] });
    const body = 'Action=GetAccountSummary&Version=2010-05-08';
    const unsigned = await fetch(aws.url, { method: 'POST', body });
    expect([unsigned.status, await unsigned.text()]).toEqual([
      403,
      expect.stringContaining('MissingAuthentication'),
    ]);
    expect(await ask(aws, 'GetAccountSummary')).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await ask(aws, 'ListUsers')).toMatchObject({ status: 400, code: 'InvalidAction' });
    expect(await ask(aws, 'GetAccountSummary', {}, '2011-06-15')).toMatchObject({ code: 'InvalidAction' });
  });

  test('misbehaves in XML, by the question’s name', async () => {
    const aws = await start();
    aws.misbehave({ path: '/#GetAccountSummary', do: 429, times: 1, retryAfter: 1 });
    expect((await ask(aws, 'GetCallerIdentity', { service: 'sts' })).status).toBe(200);
    expect(await ask(aws, 'GetAccountSummary')).toMatchObject({ status: 400, code: 'Throttling' });
    aws.misbehave({ path: '/#GetAccountSummary', do: 'null-field', field: 'AccountMFAEnabled', times: 1 });
    expect((await ask(aws, 'GetAccountSummary')).text).toContain(
      '<key>AccountMFAEnabled</key><value></value>',
    );
    aws.misbehave({ path: '/#GetAccountSummary', do: 'expire-token', times: 1 });
    for (const _again of [1, 2])
      expect(await ask(aws, 'GetAccountSummary')).toMatchObject({
        status: 403,
        code: 'InvalidClientTokenId',
      });
    aws.behave();
    expect((await ask(aws, 'GetAccountSummary')).status).toBe(200);
    expect(aws.requests.map(({ path, status }) => [path, status]).slice(0, 2)).toEqual([
      ['/#GetCallerIdentity', 200],
      ['/#GetAccountSummary', 400],
    ]);
  });
});
