import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Misbehaviour } from '../../demo/stand-ins/serve/misbehaviour.ts';
import { providers } from '../../lib/providers/collectors.ts';
import { type Asked, bigProviders, type Stage } from './broken-providers.ts';
import { type Compared, expectSame, oneConnection } from './reading-again.ts';

type Misdeed = readonly [rule: Omit<Misbehaviour, 'path'> & Record<string, unknown>, patience: number];

const misdeeds: readonly Misdeed[] = [
  [{ do: 401 }, 0],
  [{ do: 403 }, 0],
  [{ do: 429, retryAfter: 120 }, 0],
  [{ do: 429, times: 2 }, 60],
  [{ do: 503 }, 0],
  [{ do: 503, times: 1 }, 60],
  [{ do: 'close' }, 0],
  [{ do: 'cut', times: 1 }, 60],
  [{ do: 'not-json' }, 0],
  [{ do: 'wrong-shape' }, 0],
  [{ do: 'empty-object' }, 0],
  [{ do: 'repeat-token' }, 0],
  [{ do: 'empty-page-with-token', times: 1 }, 0],
  [{ do: 'duplicate-across-pages' }, 0],
  [{ do: 'expire-token' }, 0],
  [{ do: 'echo-secret' }, 0],
  [{ do: 'null-field', field: 'id' }, 0],
];

/** A token that came and could not be used: its answer is kept nowhere, so that nothing tells what was wrong with it. */
const unusable: ReadonlySet<unknown> = new Set(['not-json', 'wrong-shape', 'empty-object']);

describe.each(bigProviders)('What $id answers, read again', ({ asked, id, start }) => {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`There is no ${id}.`);
  let stage: Stage;
  beforeAll(async () => {
    stage = await start();
  });
  afterAll(() => stage.server.close());

  const collected = (patience = 0): Promise<readonly Compared[]> => {
    const { server, ...given } = stage;
    return oneConnection({ ...given, provider, endpoint: server.url, patience });
  };

  test('is the same where nothing is wrong', async () => {
    for (const one of await collected()) expectSame(one);
  });

  const cases = asked.flatMap((one) =>
    misdeeds.map(([rule, patience]): [string, string, Asked, Misdeed] => [
      JSON.stringify(rule),
      `${one.path}, page ${one.pages}`,
      one,
      [rule, patience],
    ]),
  );

  test.each(cases)(
    'is the same after %s at %s',
    async (_rule, _where, { confidential, pages, path }, misdeed) => {
      const [rule, patience] = misdeed;
      stage.server.misbehave({ ...rule, path, onPage: pages } as Misbehaviour);
      try {
        for (const one of await collected(patience))
          if (confidential === 'sign-in' && unusable.has(rule.do)) expectGap(one);
          else expectSame(one, { words: !confidential });
      } finally {
        stage.server.behave();
      }
    },
  );
});

/** Records and code are the same; what the answer lacked is told as not known. */
function expectGap(one: Compared): void {
  const { collected, gap } = one.again;
  if (gap === null) {
    expectSame(one);
    return;
  }
  expect(gap.kind).toBe('unanswered');
  expect(collected.document.population).toEqual(one.stored.population);
  expect(collected.document.completeness).toBe(one.stored.completeness);
  expect([one.stored.problem?.code, collected.document.problem?.code]).toEqual(['malformed', 'malformed']);
}
