import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog } from '../../../lib/controls/catalog.ts';
import type { AnyDataset } from '../../../lib/evidence/dataset.ts';
import { isWhole } from '../../../lib/evidence/document.ts';
import { problemCodes } from '../../../lib/evidence/problem.ts';
import { changeEvidence } from '../../../lib/package/pseudonyms/documents.ts';
import { changePeople, changeTexts } from '../../../lib/package/pseudonyms/person-fields.ts';
import { pseudonymsWith } from '../../../lib/package/pseudonyms/pseudonym.ts';
import { providers } from '../../../lib/providers/collectors.ts';
import { company } from './company.ts';
import type { Declaration } from './declaration.ts';
import { declarations } from './declarations/index.ts';
import { type Row, rowsOf, skipped } from './rows.ts';
import { type Night, openStage, type Stage, secretsOf } from './stage.ts';
import { wronglyNone } from './wrongly-none.ts';

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

describe('What a dataset says it has none of', () => {
  const datasets = providers.flatMap((provider) => provider.datasets);
  const none = { id: null, continues: false } as const;

  test('it has none of, by its records', () => {
    for (const one of datasets)
      expect([one.name, wronglyNone(one, ...collected(one))]).toEqual([one.name, []]);
  });

  test.each(['id', 'continues'] as const)('is missed where it is needed: %s', (member) => {
    const having = datasets.filter((one) => one[member]);
    expect(having).not.toEqual([]);
    for (const one of having) {
      const without = { ...one, [member]: none[member] };
      expect([one.name, wronglyNone(without, ...collected(one))]).toEqual([one.name, [member]]);
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
      const always = own.map((one) => ({ ...one, onlyFor: null }));
      const asked = await stage.again(connection, { ...bare, hurried: { ...rest, id, datasets: always } });
      expect(Object.values(asked.documents).filter((document) => !isWhole(document))).not.toEqual([]);
    }
  });
});

describe.each(Object.entries(declarations))('%s', (_provider, declaration) => {
  test.each(rowsOf(declaration))('$question: $id', async (row) => {
    row.spoil(stage, stage.elsewhere.url);
    const night = await stage.again(declaration.connection, row);
    if (!Object.values(row.ends).includes('any')) {
      expectEnds(row, night);
      expectKept(row, night);
    }
    expectNoFalseAssurance(row, night);
    expectNoSecret(night);
    expect(stage.elsewhere.asked).toEqual([]);
    expect([...night.heard.origins]).toEqual(night.heard.origins.size === 0 ? [] : [row.origin(stage)]);
  });
});

describe('Under --pseudonyms nobody can be read in what is collected', () => {
  test.each(Object.values(declarations).map(({ connection }) => connection))('of %s', (connection) => {
    const pseudonyms = pseudonymsWith(Buffer.alloc(32, 7));
    const rows = providers.flatMap(({ datasets }) =>
      datasets.map((one) => ({ one, name: `${declarations[one.provider]?.connection}/${one.name}` })),
    );
    for (const { one, name } of rows)
      for (const row of stage.clean.records[name] ?? [])
        changePeople(one, row, (identifier) => {
          if (!identifier.includes('@')) pseudonyms.know(identifier);
          return identifier;
        });
    const written = rows
      .filter(({ name }) => name.startsWith(`${connection}/`))
      .flatMap(({ one, name }) => {
        const document = stage.clean.documents[name];
        if (!document) throw new Error(`${name} was not collected.`);
        const asked = { ...document, collector: { ...document.collector, by: 'ines-at-work' } };
        const changed = (stage.clean.records[name] ?? []).map((row) =>
          changeTexts(changePeople(one, row, pseudonyms.person), pseudonyms.text),
        );
        return [changeEvidence(asked as never, pseudonyms), ...changed].map((value) => JSON.stringify(value));
      });
    const words = new Set(written.flatMap((line) => line.match(/[\p{L}\p{N}._%+@-]+/gu) ?? []));
    expect([...peopleOf[connection], 'ines-at-work'].filter((name) => words.has(name))).toEqual([]);
    expect(written.join('')).not.toMatch(/[\w.]@fathom\.example/);
  });
});

/** Everything by which a provider knows people, by the company's own word and not by what the datasets declare. */
const peopleOf: Readonly<Record<Declaration['connection'], readonly string[]>> = {
  google: company.google.users.flatMap(({ id, primaryEmail }) => [id, primaryEmail]),
  onepassword: company.onepassword.users.flatMap(({ id, email }) => [id, email]),
  github: company.github.people.flatMap(({ id, login }) => [String(id), login]),
  slack: company.slack.members.flatMap(({ id, name, profile }) => [id, name, profile?.email ?? '']),
  npm: [...Object.keys(company.npm.members), company.npm.account.name],
  aws: company.aws.users.map(({ name }) => name),
  bitwarden: company.bitwarden.members.flatMap(({ email, id, userId }) => [email, id, userId ?? '']),
  cloudflare: company.cloudflare.members.flatMap(({ email, id, user }) => [email, id, user?.id ?? '']),
  dns: [],
};

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
  const decoded = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, readable(text)]));
  const found = [...secrets, ...secretsOf(stage.services)].flatMap((secret) =>
    Object.entries(decoded).flatMap(([path, text]) =>
      formsOf(secret).some((form) => text.includes(form)) ? [[path, secret]] : [],
    ),
  );
  expect(found).toEqual([]);
}

/** The text, and what it says where escapes are undone, as often as there are any. */
function readable(text: string): string {
  let [all, layer] = [text, text];
  for (let depth = 0; depth < 4; depth++) {
    layer = layer
      .replaceAll(/\\+u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replaceAll(/%([0-7][0-9a-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      .replaceAll(/\\([\\/"])/g, '$1');
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

test('What makes no sense for a provider is left out for a reason that can be read', () => {
  for (const declaration of Object.values(declarations))
    for (const { because } of skipped(declaration)) expect(because).toMatch(/^[A-Z].{15,}\.$/);
});
