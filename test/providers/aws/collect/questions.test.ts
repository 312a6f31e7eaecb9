import { expect, test } from '@jest/globals';
import { awsClient } from '../../../../lib/providers/aws/collect/client.ts';
import { type Action, call } from '../../../../lib/providers/aws/collect/requests.ts';
import { result } from '../../../../lib/providers/follow.ts';

const actions: readonly Action[] = [
  'GetCallerIdentity',
  'GenerateCredentialReport',
  'GetCredentialReport',
  'GetAccountSummary',
];

test.each(['us-east-1', 'eu-west-3', 'cn-north-1', 'cn-northwest-1', 'us-gov-west-1'])(
  'AWS is asked in %s where its own SDK asks',
  async (region) => {
    const [asked, expected]: [string[], string[]] = [[], []];
    const ask = awsClient({
      region,
      endpoint: null,
      accessKey: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-real-secret' },
      fetch: async (url) => {
        asked.push(String(url));
        return new Response('<a/>');
      },
      secret: () => {},
      clock: () => new Date(),
      pausing: { wait: async () => {}, pollMs: 0, signal: undefined },
    });
    for (const action of actions)
      await result(call({ endpoint: null, region }, action), (question) => {
        expected.push(new URL(question.url).href);
        return ask(question);
      });
    expect(asked).toEqual(expected);
  },
);
