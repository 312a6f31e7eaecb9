import { describe, expect, test } from '@jest/globals';
import { type AwsOptions, startAws } from '../../../../demo/stand-ins/aws.ts';
import { awsWith } from '../../../../lib/providers/aws/collect/index.ts';
import { settings } from '../../../../lib/providers/aws/settings.ts';
import { closing } from '../../../demo/stand-ins/asking.ts';
import { memorySession } from '../../session.ts';
import { account, world } from '../account.ts';

const kept = closing();

async function probe(
  options: AwsOptions = {},
  misbehave: (aws: Awaited<ReturnType<typeof startAws>>) => void = () => {},
) {
  const aws = kept(await startAws(() => world, options));
  misbehave(aws);
  const { session } = memorySession({
    settings: settings().parse({ account }),
    endpoint: aws.url,
    credential: aws.credentials(),
  });
  const [report, summary] = await awsWith(async () => {}).probe(session);
  return { report, summary };
}

describe('Probing AWS', () => {
  test('passes where everything may be asked, and says whose account it is', async () => {
    const { report, summary } = await probe();
    expect(report).toMatchObject({ dataset: 'credential-report', verdict: 'pass' });
    expect(report?.message).toContain('root and 2 users. Account 111122223333, as arn:aws:iam::');
    expect(summary).toMatchObject({ dataset: 'account-summary', verdict: 'pass' });
  });

  test.each([
    ['GenerateCredentialReport', 'credential-report'],
    ['GetCredentialReport', 'credential-report'],
    ['GetAccountSummary', 'account-summary'],
  ])('without %s fails for %s alone, and says what to grant', async (missing, dataset) => {
    const all = ['GenerateCredentialReport', 'GetCredentialReport', 'GetAccountSummary'];
    const { report, summary } = await probe({ allowed: all.filter((action) => action !== missing) });
    const failed = [report, summary].filter((one) => one?.verdict !== 'pass');
    expect(failed).toEqual([
      { dataset, verdict: 'fail', message: expect.stringContaining(`iam:${missing}`) },
    ]);
  });

  test('does not know where AWS is out of order', async () => {
    const { report, summary } = await probe({}, (aws) => aws.misbehave({ path: /./, do: 503 }));
    expect([report?.verdict, summary?.verdict]).toEqual(['unknown', 'unknown']);
  });

  test('fails for a summary without the field that matters', async () => {
    const { summary } = await probe({}, (aws) =>
      aws.misbehave({ path: '/#GetAccountSummary', do: 'drop-field', field: 'AccountMFAEnabled' }),
    );
    expect(summary).toMatchObject({ verdict: 'fail', message: expect.stringContaining('AccountMFAEnabled') });
  });

  test('fails for another account and for a credential that is refused', async () => {
    const aws = kept(await startAws(() => ({ ...world, account: '444455556666' })));
    const asked = { settings: settings().parse({ account }), endpoint: aws.url };
    const other = await awsWith(async () => {}).probe(
      memorySession({ ...asked, credential: aws.credentials() }).session,
    );
    expect(other.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
    expect(other[0]?.message).toContain('444455556666');
    const wrong = '{"accessKeyId":"AKIDEXAMPLE","secretAccessKey":"not-a-real-secret"}';
    const refused = await awsWith(async () => {}).probe(
      memorySession({ ...asked, credential: wrong }).session,
    );
    expect(refused[0]).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('InvalidClientTokenId'),
    });
  });
});
