import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Services } from '../../../demo/services.ts';
import { catalog } from '../../../lib/controls/catalog.ts';
import type { AnyDataset } from '../../../lib/evidence/dataset.ts';
import { isWhole } from '../../../lib/evidence/document.ts';
import { providers } from '../../../lib/providers/collectors.ts';
import { companyGrownIn } from './company.ts';
import { companyScene } from './company-scene.ts';
import { declarations } from './declarations/index.ts';
import { namesIn, runner, underPseudonyms } from './pseudonyms.ts';
import { openStage, type Stage } from './stage.ts';
import { wronglyNone } from './wrongly-none.ts';

const company = companyGrownIn();

/** The company's connections to providers that are declared, which are tried each on its own. */
type Declared = 'sentry' | 'datadog' | 'atlassian' | 'zoom';

/** Everything by which a provider knows people, by the company's own word and not by what the datasets declare. */
const peopleOf: Readonly<Record<Exclude<keyof Services, Declared>, readonly string[]>> = {
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

/** The others are tried on their own. */
const inCompany = providers.filter(({ id }) => !declarations[id]?.alone);

const isApart = ({ name, provider }: AnyDataset) => name in (declarations[provider]?.apart ?? {});

/** By the name that their document would have. */
const apart = providers.flatMap(({ datasets, id }) =>
  datasets.filter(isApart).map(({ name, onlyFor }) => ({
    document: `${declarations[id]?.connection}/${name}`,
    onlyFor,
  })),
);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage(companyScene(company));
});
afterAll(() => stage.close());

test('Every provider in the list is declared, with every dataset that it has and what it is asked for', () => {
  expect(Object.keys(declarations).toSorted()).toEqual(providers.map(({ id }) => id).toSorted());
  for (const { id, datasets } of providers) {
    const { apart = {}, questions = {} } = declarations[id] ?? {};
    const fed = new Set(Object.values(questions).flatMap(({ feeds }) => feeds));
    expect([id, [...fed, ...Object.keys(apart)].toSorted()]).toEqual([
      id,
      datasets.map(({ name }) => name).toSorted(),
    ]);
  }
});

test('What is tried apart is asked for by other settings alone, and by none of the company', () => {
  for (const { document, onlyFor } of apart) {
    expect(onlyFor).toEqual(expect.any(Function));
    expect(Object.keys(stage.clean.documents)).not.toContain(document);
  }
});

test('Where all is well every dataset is whole and every control passes', () => {
  const { documents, verdicts } = stage.clean;
  expect(Object.values(documents).filter((document) => !isWhole(document))).toEqual([]);
  const away = new Set(providers.filter((one) => !inCompany.includes(one)).map(({ id }) => id));
  const isOn = (id: string) => !('off' in (stage.configuration.controls.get(id) ?? {}));
  const judged = catalog.filter(
    ({ id, needs }) =>
      isOn(id) &&
      needs.every(
        ({ dataset, ifAsked, ifConnected, optional }) =>
          optional || ifConnected || (!away.has(dataset.provider) && (ifAsked || !isApart(dataset))),
      ),
  );
  const unanswered = Object.assign({}, ...Object.values(declarations).map((one) => one.unanswered));
  for (const { id } of judged)
    expect([id, verdicts[id]]).toEqual([id, id in unanswered ? 'unknown' : 'pass']);
  expect(Object.keys(verdicts).toSorted()).toEqual(judged.map(({ id }) => id).toSorted());
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
  const datasets = inCompany.flatMap((provider) => provider.datasets).filter((one) => !isApart(one));
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
    const bare = { grants: false, policies: false };
    for (const { id, datasets: own, ...rest } of inCompany.filter((one) =>
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

describe('Under --pseudonyms nobody can be read in what is collected', () => {
  test.each(Object.entries(peopleOf))('of %s', (connection, people) => {
    const written = underPseudonyms(connection, stage.clean);
    expect(namesIn(written, [...people, runner])).toEqual([]);
    expect(written.join('')).not.toMatch(/[\w.]@fathom\.example/);
  });
});
