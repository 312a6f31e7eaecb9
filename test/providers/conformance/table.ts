import { isDeepStrictEqual } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import type { Deed } from '../../../demo/stand-ins/serve/misbehaviour.ts';
import { catalog } from '../../../lib/controls/catalog.ts';
import { isWhole } from '../../../lib/evidence/document.ts';
import { problemCodes } from '../../../lib/evidence/problem.ts';
import type { Control } from '../../../lib/judging/control.ts';
import { providers } from '../../../lib/providers/collectors.ts';
import type { ProviderId } from '../../../lib/providers/manifests.ts';
import type { AnyProvider } from '../../../lib/providers/provider.ts';
import { expectSame, oneConnection } from '../reading-again.ts';
import { aloneScene } from './alone-scene.ts';
import { anyOf } from './any-of.ts';
import { companyGrownIn } from './company.ts';
import { companyScene } from './company-scene.ts';
import type { Alone, Declaration } from './declaration.ts';
import { declarations } from './declarations/index.ts';
import { namesIn, runner, underPseudonyms } from './pseudonyms.ts';
import { type Row, rowsOf, skipped } from './rows.ts';
import { type Night, openStage, type Stage, secretsOf } from './stage.ts';

/** Tries every question that one provider is asked with every case: the table of `cases.ts`. */
export function tryOut(id: ProviderId): void {
  const declaration = declarations[id];
  if (!declaration) throw new Error(`${id} is not declared.`);
  let stage: Stage;
  beforeAll(async () => {
    stage = await stageOf(id, declaration);
  });
  afterEach(() => stage.behave());
  afterAll(() => stage.close());

  test('Where all is well every dataset is whole and every control that reads it passes', () => {
    const { documents, verdicts } = stage.clean;
    expect(Object.values(documents).filter((document) => !isWhole(document))).toEqual([]);
    const { unanswered = {} } = declaration;
    for (const control of controlsOf(id, documents))
      expect([control, verdicts[control]]).toEqual([control, control in unanswered ? 'unknown' : 'pass']);
  });

  test.each(rowsOf(declaration))('$question: $id', async (row) => {
    row.spoil(stage, stage.elsewhere.url);
    const night = await stage.again(declaration.connection, row);
    if (!Object.values(row.ends).includes('any')) {
      expectEnds(row, night, stage);
      expectKept(row, night, stage);
    }
    expectNoFalseAssurance(row, night);
    expectNoSecret(night, stage);
    expect(stage.elsewhere.asked).toEqual([]);
    expect([...night.heard.origins]).toEqual(night.heard.origins.size === 0 ? [] : [row.origin(stage)]);
  });

  test('Under pseudonyms nobody can be read in what is collected', () => {
    const written = underPseudonyms(declaration.connection, stage.clean);
    expect(namesIn(written, [...(declaration.alone?.people ?? []), runner])).toEqual([]);
    expect(written.length).toBeGreaterThan(1);
  });

  if (declaration.alone) readAgain(id, declaration.alone, declaration.hurried);

  test('What makes no sense for it is left out for a reason that can be read', () => {
    for (const { because } of skipped(declaration)) expect(because).toMatch(/^[A-Z].{15,}\.$/);
  });
}

/** What may go wrong on the way to what is read again. */
const misdeeds: readonly Deed[] = [
  { do: 'empty-page-with-token' },
  { do: 'duplicate-across-pages' },
  { do: 'repeat-token' },
  { do: 'wrong-shape' },
  { do: 'not-json' },
  { do: 503 },
  { do: 'null-field', field: 'id' },
];

/** That whoever holds the answers makes the same records and problems of them, in a company of the provider's own. */
function readAgain(id: ProviderId, alone: Alone, hurried?: AnyProvider): void {
  test.each([null, ...misdeeds])('What it answers is read again as it was after %j', async (deed) => {
    const { credential, standIn } = await alone.start(() => new Date());
    // What answers with a token is not kept, so that its refusals are read again in other words.
    if (deed) standIn.misbehave({ path: /^(?!.*\/tokens?$)/, ...deed });
    const settings = Object.keys(alone.keys).length === 0 ? [] : stringify(alone.keys).trim().split('\n');
    const provider = hurried ?? providers.find((one) => one.id === id);
    if (!provider) throw new Error(`There is no ${id}.`);
    try {
      const all = await oneConnection({ provider, endpoint: standIn.url, credential, settings, patience: 0 });
      expect(all).toHaveLength(provider.datasets.length);
      for (const one of all) expectSame(one);
    } finally {
      await standIn.close();
    }
  });
}

/**
 * A provider of the made-up company is tried beside its people source; the source itself, and what is read against it, beside
 * all the others. Only its own lists have two pages: what is judged of the others is judged anew with every row.
 */
function stageOf(id: ProviderId, { alone, connection }: Declaration): Promise<Stage> {
  if (alone) return openStage(aloneScene(id, alone));
  const all = connection === 'google' || connection === 'onepassword';
  return openStage(companyScene(companyGrownIn([connection])), all ? null : ['google', connection]);
}

/** The controls that need nothing but this provider. */
function controlsOf(provider: ProviderId, documents: Readonly<Record<string, unknown>>): readonly string[] {
  // What only some settings ask for is not asked of every connection.
  const isAsked = ({ dataset, ifAsked }: Control['needs'][number]): boolean =>
    ifAsked === true || typeof dataset.onlyFor !== 'function' || dataset.name in documents;
  return catalog
    .filter(({ needs }) => needs.length > 0 && needs.every(({ dataset }) => dataset.provider === provider))
    .filter(({ needs }) => needs.every(isAsked))
    .map(({ id }) => id);
}

/** Each dataset of the connection: as declared where it hangs on the answer, as on the clean night elsewhere. */
function expectEnds(row: Row, { documents, waits }: Night, stage: Stage): void {
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
  // A busy machine may lose a connection elsewhere, which is tried again after the shortest wait there is.
  if (row.waits) expect(waits.filter((ms) => ms > 100)).toEqual([7_000]);
}

/** What came before the fault is there, and nothing that was not there on the clean night. */
function expectKept(row: Row, { documents, records }: Night, stage: Stage): void {
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
      expectAlike(records[name], stage.clean.records[name]);
  }
}

/** As `toEqual`, which takes a second for a few thousand records, and says where they differ. */
function expectAlike(some: unknown, others: unknown): void {
  if (!isDeepStrictEqual(some, others)) expect(some).toEqual(others);
}

/** Nothing passes that needs what was not read completely, or that rests on what is missing from it. */
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

function expectNoSecret({ heard, texts }: Night, stage: Stage): void {
  const secrets = [...heard.tokens].map((token) => /Signature=(\w+)/.exec(token)?.[1] ?? token);
  const all = [...secrets, ...secretsOf(stage)];
  const holdsOne = anyOf(all.flatMap(formsOf));
  const found = Object.entries(texts)
    .map(([path, text]) => [path, readable(text)] as const)
    .filter(([, text]) => holdsOne(text))
    .map(([path, text]) => [
      path,
      all.filter((secret) => formsOf(secret).some((form) => text.includes(form))),
    ]);
  expect(found).toEqual([]);
}

/** The text, and what it says where escapes are undone, as often as there are any. */
function readable(text: string): string {
  let [all, layer] = [text, text];
  for (let depth = 0; depth < 4; depth++) {
    const below = layer
      .replaceAll(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replaceAll(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replaceAll(/\\([\\/"])/g, '$1');
    if (below === layer) break;
    layer = below;
    all += `\n${layer}`;
  }
  return all;
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  return [
    secret,
    bytes.toString('base64').replace(/=*$/, ''),
    bytes.toString('base64url'),
    hex,
    hex.toUpperCase(),
  ];
}
