import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog } from '../../../lib/controls/catalog.ts';
import type { AnyDataset } from '../../../lib/evidence/dataset.ts';
import { isWhole } from '../../../lib/evidence/document.ts';
import { problemCodes } from '../../../lib/evidence/problem.ts';
import { providers } from '../../../lib/providers/collectors.ts';
import { declarations } from './declarations/index.ts';
import { leftOut } from './optional-members.ts';
import { type Row, rowsOf, skipped } from './rows.ts';
import { type Night, openStage, type Stage, secretsOf } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterEach(() => stage.behave());
afterAll(() => stage.close());

test('Every provider in the list is declared, with every dataset that it has and what it is asked for', () => {
  expect(Object.keys(declarations).toSorted()).toEqual(providers.map(({ id }) => id).toSorted());
  for (const { id, datasets } of providers) {
    const fed = Object.values(declarations[id]?.questions ?? {}).flatMap(({ feeds }) => feeds);
    expect([id, [...new Set(fed)].toSorted()]).toEqual([id, datasets.map(({ name }) => name).toSorted()]);
  }
});

test('Where all is well every dataset is whole and every control passes', () => {
  const { documents, verdicts } = stage.clean;
  expect(Object.values(documents).filter((document) => !isWhole(document))).toEqual([]);
  expect(Object.entries(verdicts).filter(([, verdict]) => verdict !== 'pass')).toEqual([]);
  expect(Object.keys(verdicts)).toHaveLength(catalog.length);
});

/** A dataset with what it left on the clean night. */
const collected = (dataset: AnyDataset) => {
  const connection = declarations[dataset.provider]?.connection ?? '';
  const name = `${connection}/${dataset.name}`;
  const [document, records] = [stage.clean.documents[name], stage.clean.records[name]];
  if (!document || !records) throw new Error(`${name} was not collected.`);
  return [document, records] as const;
};

describe('What a dataset may leave out', () => {
  const datasets = providers.flatMap((provider) => provider.datasets);

  test('is declared where its records need it', () => {
    for (const one of datasets) expect([one.name, leftOut(one, ...collected(one))]).toEqual([one.name, []]);
  });

  test.each(['id', 'continues'] as const)('is missed where it is needed: %s', (member) => {
    const having = datasets.filter((one) => one[member] !== undefined);
    expect(having).not.toEqual([]);
    for (const one of having) {
      const { [member]: _, ...without } = one;
      expect([one.name, leftOut(without, ...collected(one))]).toEqual([one.name, [member]]);
    }
  });

  test('is missed where it is needed: onlyFor', async () => {
    const bare = { policies: false };
    for (const { id, datasets: own, ...rest } of providers.filter((one) =>
      one.datasets.some(({ onlyFor }) => onlyFor),
    )) {
      const connection = declarations[id]?.connection ?? '';
      const { documents } = await stage.again(connection, bare);
      expect(Object.values(documents).filter((document) => !isWhole(document))).toEqual([]);
      const always = own.map(({ onlyFor: _, ...one }) => one);
      const asked = await stage.again(connection, { ...bare, hurried: { ...rest, id, datasets: always } });
      expect(Object.values(asked.documents).filter((document) => !isWhole(document))).not.toEqual([]);
    }
  });
});

describe.each(Object.entries(declarations))('%s', (_provider, declaration) => {
  test.each(rowsOf(declaration))('$question: $id', async (row) => {
    row.spoil(stage, stage.elsewhere.url);
    const night = await stage.again(declaration.connection, row);
    expectEnds(row, night);
    expectKept(row, night);
    expectNoFalseAssurance(row, night);
    expectNoSecret(night);
    expect(stage.elsewhere.asked).toEqual([]);
    expect([...night.heard.origins]).toEqual(night.heard.origins.size === 0 ? [] : [row.origin(stage)]);
  });
});

/** Each dataset of the connection: as declared where it hangs on the answer, as on the clean night elsewhere. */
function expectEnds(row: Row, { documents, waits }: Night): void {
  const ends = Object.entries(documents).map(([name, { completeness, problem }]) => {
    return [name, problem === null ? completeness : `${completeness} ${problem.code}`];
  });
  const clean = Object.entries(stage.clean.documents).filter(([name]) => name in documents);
  const expected = clean.map(([name, { completeness }]) => [name, row.ends[name] ?? completeness]);
  expect(Object.fromEntries(ends)).toEqual(Object.fromEntries(expected));
  for (const { problem } of Object.values(documents))
    if (problem) expect(problemCodes).toContain(problem.code);
  const messages = Object.values(documents).flatMap(({ problem }) => problem?.message ?? []);
  if (row.says && messages.length > 0) expect(messages.join('\n')).toMatch(row.says);
  if (row.waits) expect(waits).toEqual([7_000]);
}

/** What came before the fault is there, and nothing that was not there on the clean night. */
function expectKept(row: Row, { documents, records }: Night): void {
  for (const [name, kept] of Object.entries(row.kept)) {
    expect([name, records[name]?.length]).toEqual([name, expect.any(Number)]);
    expect(records[name]?.length).toBeGreaterThanOrEqual(kept);
  }
  for (const [name, { provider, dataset, completeness }] of Object.entries(documents)) {
    const key = providers
      .find(({ id }) => id === provider)
      ?.datasets.find((one) => one.name === dataset)?.key;
    const keys = (rows: readonly object[] | undefined) => (rows ?? []).map((one) => key?.(one as never));
    const before = new Set(keys(stage.clean.records[name]));
    if ((row.feeds.has(name) && !row.renamed) || !row.thins.has(name))
      expect(keys(records[name]).filter((one) => !before.has(one))).toEqual([]);
    if (completeness === 'complete' && !row.thins.has(name))
      expect(records[name]).toEqual(stage.clean.records[name]);
  }
}

/** Nothing passes that needs what was not seen whole, or that rests on what is missing from it. */
function expectNoFalseAssurance(row: Row, { documents, verdicts }: Night): void {
  const broken = Object.values(documents).filter((document) => !isWhole(document));
  const needing = catalog.filter(({ needs }) =>
    needs.some(
      (need) =>
        !need.optional &&
        broken.some((one) => one.provider === need.dataset.provider && one.dataset === need.dataset.name),
    ),
  );
  const barred = [...needing.map(({ id }) => id), ...row.bars];
  expect(barred.filter((id) => verdicts[id] === 'pass')).toEqual([]);
  if (broken.length > 0) expect(verdicts['evidence.complete']).toBe('fail');
}

function expectNoSecret({ heard, texts }: Night): void {
  const secrets = [...heard.tokens].map((token) => /Signature=(\w+)/.exec(token)?.[1] ?? token);
  const found = [...secrets, ...secretsOf(stage.services)].flatMap((secret) =>
    Object.entries(texts).flatMap(([path, text]) => (text.includes(secret) ? [[path, secret]] : [])),
  );
  expect(found).toEqual([]);
}

test('What makes no sense for a provider is left out for a reason that can be read', () => {
  for (const declaration of Object.values(declarations))
    for (const { because } of skipped(declaration)) expect(because).toMatch(/^[A-Z].{15,}\.$/);
});
