import { expect, test } from '@jest/globals';
import type { Configuration } from '../../lib/config/configuration.ts';
import { faultsOnAws, secretFaultOnAws } from '../../lib/config/on-aws.ts';

const reference = (from: 'env' | 'file' | 'secret', name = 'X') => ({ from, name });

test('a secret that a function cannot read is named, with its place and what to do', () => {
  const connections = (['env', 'file', 'secret'] as const).map((from) => ({
    id: from,
    credentials: reference(from),
  }));
  const given = {
    connections: [...connections, { id: 'none', credentials: null }],
    alerts: { webhook: reference('env', 'HOOK') },
  };
  const faults = faultsOnAws(given as unknown as Configuration);
  expect(faults.map(({ place }) => place)).toEqual([
    'connections: env: credentials',
    'connections: file: credentials',
    'alerts: webhook',
  ]);
  for (const { message } of faults) expect(message).toContain('write secret:NAME');
});

test('a secret of Secrets Manager, and none at all, are no fault', () => {
  expect([secretFaultOnAws(reference('secret')), secretFaultOnAws(null)]).toEqual([null, null]);
});
