import { describe, expect, test } from '@jest/globals';
import type { Misbehaviour } from '../../demo/stand-ins/serve/misbehaviour.ts';
import { stage } from './harness.ts';
import { callHosted } from './hosts.ts';
import { type List, lists, type Misdeed, misdeeds, rule } from './lists.ts';
import { larchWithHistory } from './many.ts';
import { spring, type Trap } from './trap.ts';
import { clean, incomplete, verdictsIn } from './verdicts.ts';

/** Each list with another misdeed, so that between them every pair of list and verdict is seen. */
const oneList: readonly Trap[] = lists.map((list, index) => {
  const { what, does, code } = misdeeds[index] as Misdeed;
  return {
    name: `${list.path}, of which ${list.lastPage ? `page ${list.lastPage}` : 'the whole'} ${what}`,
    company: larchWithHistory,
    misbehave: { [list.provider]: [rule(list, does)] },
    datasets: { [list.dataset]: code },
    changes: list.controls,
  };
});

describe('A list whose end is missing bars the controls that need it, and no other', () => {
  test.concurrent.each(oneList)('$name', async (trap) => {
    const { json } = await spring(trap);
    const { completeness } = json.datasets.find(
      (one: { connection: string; dataset: string }) =>
        `${one.connection}/${one.dataset}` in (trap.datasets ?? {}),
    );
    expect(completeness).toBe(trap.name.includes('the whole') ? 'failed' : 'partial');
  });
});

describe('Every list notices when its last page', () => {
  test.concurrent.each(misdeeds)('$what', async ({ does, code, paged }) => {
    await using scene = await stage({ company: larchWithHistory, call: callHosted });
    const tried = lists.filter((list) => (!paged || list.lastPage) && !isNoMisdeed(list, does));
    for (const list of tried) scene[list.provider].misbehave(rule(list, does));
    const { json } = await scene.run();
    expect(incomplete(json)).toEqual(Object.fromEntries(tried.map(({ dataset }) => [dataset, code])));
    const barred = new Set(tried.flatMap(({ controls }) => Object.keys(controls)));
    for (const [id, verdict] of Object.entries(verdictsIn(json)))
      if (barred.has(id)) expect([id, verdict]).toEqual([id, expect.not.stringMatching('pass')]);
  });
});

/**
 * An empty page of Google's Policy API is an empty object, and may well be the last one. So may be the units of a customer
 * without any: who is in a unit all the same is not known to the controls.
 */
function isNoMisdeed({ path }: List, does: Misbehaviour['do']): boolean {
  return (path === '/v1/policies' || path.endsWith('/orgunits')) && does === 'empty-object';
}

interface Hiccup {
  readonly what: string;
  readonly rules: (list: List) => readonly Misbehaviour[];
  readonly patience?: number;
}

const hiccups: readonly Hiccup[] = [
  {
    what: 'an empty page with a next token comes before the last',
    rules: (list) => (list.lastPage ? [{ ...rule(list, 'empty-page-with-token'), times: 3 }] : []),
  },
  {
    what: 'the token expires on the way',
    // The Events API's token does not expire by itself.
    rules: (list) => (list.path.startsWith('/api/v2') ? [] : [{ ...rule(list, 'expire-token'), times: 1 }]),
  },
  {
    what: 'the provider asks to slow down for a moment',
    rules: (list) => [{ ...rule(list, 429), times: 1, retryAfter: 0 } as Misbehaviour],
    patience: 120,
  },
  {
    what: 'the connection is closed once and breaks off once',
    rules: (list) => [
      { ...rule(list, 'close'), times: 1 },
      { ...rule(list, 'cut'), times: 1 },
    ],
    patience: 120,
  },
];

describe('A list is whole all the same when', () => {
  test.concurrent.each(hiccups)('$what', async ({ rules, patience = 0 }) => {
    await using scene = await stage({ company: larchWithHistory, patience, call: callHosted });
    for (const list of lists) for (const one of rules(list)) scene[list.provider].misbehave(one);
    const { json } = await scene.run();
    expect(incomplete(json)).toEqual({});
    expect(verdictsIn(json)).toEqual(clean);
    const counts = json.datasets.map(({ dataset, records }: { dataset: string; records: number }) => [
      dataset,
      records,
    ]);
    expect(counts).toEqual([
      ['org-units', 7],
      ['users', 517],
      ['two-step-policies', 114],
      ['groups', 210],
      ['users', 1016],
      ['vaults', 3],
      ['vault-access', 12],
      ['events', 2012],
    ]);
  });
});
