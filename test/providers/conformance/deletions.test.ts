import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { providers } from '../../../lib/providers/collectors.ts';
import { manifests } from '../../../lib/providers/manifests.ts';
import { root } from '../../end-to-end/call.ts';
import { declared as declaredProviders, writtenDatasets } from '../declared.ts';
import { declarations } from './declarations/index.ts';
import {
  type Copy,
  copyProject,
  type Deletion,
  datasetFiles,
  withoutItem,
  withoutLines,
  withoutMember,
  withoutMemberOf,
} from './mutilated.ts';
import { forgottenInDocuments, headings } from './registered.ts';

let copy: Copy;
beforeAll(async () => {
  copy = await copyProject();
});

interface Known {
  readonly id: string;
  readonly title: string;
  /** What its modules call it. */
  readonly name: string;
  readonly connection: string;
}

/** Of one that is declared, `test/declared/forgotten.test.ts` takes parts out. */
const written = manifests.filter(({ id }) => !declaredProviders.includes(id));

const known: readonly Known[] = written.map(({ id, title }) => {
  const name = id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return { id, title, name, connection: declarations[id]?.connection ?? '' };
});

/** For each list, what one provider has in it. */
type List = (one: Known) => Deletion | null;

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** That it is missing, as the compiler says it. */
const missing = (file: string, id: string) =>
  new RegExp(`^${escaped(file)}\\(.*error TS2741: Property '${quoted(id)}'`);
/** That it is one too many. */
const needless = (file: string, id: string) =>
  new RegExp(`^${escaped(file)}\\(.*error TS2353: .* '${quoted(id)}' does not exist`);
/** The compiler puts one that is no word in quotes of its own. */
const quoted = (id: string) => `["']?${escaped(id)}["']?`;

const declared = 'test/providers/conformance/declarations/index.ts';

const typed: readonly List[] = [
  ({ id, name }) => ({
    what: `${id} in manifests`,
    file: 'lib/providers/manifests.ts',
    cut: withoutLines(new RegExp(`listed\\(${name}\\b|from './${id}/`)),
    noticed: needless('lib/providers/collectors.ts', id),
  }),
  ({ id, name }) => ({
    what: `${id} in collectors`,
    file: 'lib/providers/collectors.ts',
    cut: withoutLines(new RegExp(`anyProvider\\(${name}\\b|from './${id}/`)),
    noticed: missing('lib/providers/collectors.ts', id),
  }),
  ({ id, name }) => ({
    what: `${id} in the declarations`,
    file: declared,
    cut: withoutLines(new RegExp(`^  ('${id}': )?${name},|from './${id}\\.ts'`)),
    noticed: missing(declared, id),
  }),
  ({ connection }) => ({
    what: `the stand-in of ${connection} among the demo’s services`,
    file: 'demo/services.ts',
    cut: withoutMember('  return {\n    google: await start', connection),
    noticed: missing('demo/services.ts', connection),
  }),
  ({ connection }) => ({
    what: `${connection} at the made-up company`,
    file: 'demo/company/company.ts',
    cut: withoutMember('  return {\n    night,', connection),
    noticed: missing('demo/company/company.ts', connection),
  }),
  ({ connection }) =>
    connection === 'dns'
      ? null
      : {
          what: `the connection ${connection} in the demo’s configuration`,
          file: 'demo/company/configuration.ts',
          cut: withoutMember('const connections', connection),
          noticed: needless('demo/services.ts', connection),
        },
];

/** A connection that signs in nowhere is in no record of the demo's: only running it tells. */
function onlyRun({ id, connection }: Known): readonly Deletion[] {
  if (connection !== 'dns') return [];
  return [
    {
      what: `${connection} in the demo’s configuration`,
      file: 'demo/company/configuration.ts',
      cut: withoutLines(new RegExp(`provider: '${id}'`)),
      noticed: new RegExp(`^${id}: a connection`),
    },
  ];
}

/** A dataset of every provider that has so many, taken off the list of its manifest. */
function registeredDatasets(round: number): readonly Deletion[] {
  return written.flatMap(({ id, datasets }) => {
    const { name } = datasets[round] ?? {};
    if (name === undefined) return [];
    return {
      what: `${id}/${name} among its datasets`,
      file: `lib/providers/${id}/manifest.ts`,
      cut: withoutItem('  datasets: [', round),
      noticed: new RegExp(`^${id}: ${name} among its datasets`),
    };
  });
}

/** What a provider or a dataset may do without, so that the compiler cannot miss it: its own tests do. */
const optional = ['recalls', 'population', 'heldAgainstLast'];
const [datasetMembers, manifestMembers, allProviderMembers] = [
  written.flatMap(({ datasets }) => datasets),
  written.map(({ service: _, ...manifest }) => manifest),
  providers.filter(({ id }) => !declaredProviders.includes(id)),
].map((all) =>
  [...new Set(all.flatMap((one) => Object.keys(one)))].filter((one) => !optional.includes(one)),
) as [string[], string[], string[]];
const providerMembers = allProviderMembers.filter((member) => !manifestMembers.includes(member));

/** The same member of every manifest, and of every provider. */
function membersIn(round: number): readonly Deletion[] {
  return known.flatMap(({ id }) => {
    const member = manifestMembers[round % manifestMembers.length] ?? '';
    const own = providerMembers[round % providerMembers.length] ?? '';
    const folder = `lib/providers/${id}`;
    return [
      deletionOf(
        `${id}’s ${member}`,
        `${folder}/manifest.ts`,
        withoutMember('export const manifest', member),
      ),
      deletionOf(`${id}’s ${own}`, `${folder}/collect/index.ts`, withoutMember('...manifest', own)),
    ];
  });
}

function deletionOf(what: string, file: string, cut: Deletion['cut']): Deletion {
  return { what, file, cut, noticed: new RegExp(`^${escaped(file)}\\(.*error TS2`) };
}

/** The same member of every dataset. */
function datasetsIn(round: number): readonly Deletion[] {
  const member = datasetMembers[round % datasetMembers.length] ?? '';
  return datasetFiles().flatMap((file) => {
    const declared = readFileSync(join(root, file), 'utf8').matchAll(
      /^export const \w+ = define(?:Held)?Dataset<(\w+)>/gm,
    );
    return [...declared].map(([start, row]) => ({
      what: `${member} of the dataset of ${row}`,
      file,
      cut: withoutMemberOf(start, member),
      noticed: new RegExp(`^${escaped(file)}\\(.*<${row}>`),
    }));
  });
}

/** In each round another provider of each list, so that no two deletions of a round are about the same one. */
function inTurn(lists: readonly List[], round: number): readonly Deletion[] {
  return lists.flatMap((list, at) => {
    const one = known[(at + round) % known.length];
    return one ? (list(one) ?? []) : [];
  });
}

const rounds = Array.from(
  { length: Math.max(known.length, manifestMembers.length, providerMembers.length, datasetMembers.length) },
  (_, round) => round,
);
const mostDatasets = Math.max(...written.map(({ datasets }) => datasets.length));

test('All are tried', () => {
  expect(datasetMembers).toEqual(expect.arrayContaining(['key', 'id', 'people', 'compared', 'onlyFor']));
  expect(providerMembers).toEqual(['setup', 'read', 'collect', 'probe']);
  expect(datasetsIn(0)).toHaveLength(writtenDatasets.length);
});

test('What is copied has nothing to complain of', async () => {
  expect(await copy.types()).toEqual([]);
  expect(await copy.lists()).toEqual([]);
});

describe('A line that is taken out is noticed', () => {
  test.each(Array.from({ length: mostDatasets }, (_, round) => round))(
    'by the lists’ own check, round %i',
    async (round) => {
      const all = [...registeredDatasets(round), ...(round === 0 ? known.flatMap(onlyRun) : [])];
      expect(await copy.unnoticed(all, copy.lists)).toEqual([]);
    },
  );

  test.each(rounds)('by the compiler, round %i', async (round) => {
    const all = [...inTurn(typed, round), ...membersIn(round), ...datasetsIn(round)];
    expect(await copy.unnoticed(all, copy.types)).toEqual([]);
  });

  test.each(known)('in what is written of $title', async ({ id, title }) => {
    const cuts: readonly Deletion[] = [
      ...headings.map((heading) => ({
        what: heading,
        file: `lib/providers/${id}/README.md`,
        cut: withoutLines(new RegExp(`^## ${heading}$`)),
        noticed: new RegExp(`^${id}: “${heading}”`),
      })),
      {
        what: 'the threat model',
        file: 'docs/threat-model.md',
        cut: withoutLines(new RegExp(`^- \\*\\*${title}\\.`)),
        noticed: new RegExp(`^${id}: a line in docs`),
      },
      {
        what: 'the demo’s README',
        file: 'demo/README.md',
        cut: (text) => text.replaceAll(`${id}.ts`, ''),
        noticed: new RegExp(`^${id}: a place in demo/README`),
      },
      {
        what: 'the README',
        file: 'README.md',
        cut: (text) => text.replaceAll(title, ''),
        noticed: new RegExp(`^${id}: its name in README`),
      },
    ];
    for (const cut of cuts)
      expect(await copy.unnoticed([cut], async () => forgottenInDocuments(copy.folder))).toEqual([]);
  });
});

test('What nobody complains of is not taken for noticed', async () => {
  const harmless: Deletion = {
    what: 'a comment',
    file: 'lib/providers/manifests.ts',
    cut: withoutLines(/^ \* What there is to know/),
    noticed: /./,
  };
  expect(await copy.unnoticed([harmless], copy.types)).toEqual(['a comment']);
});
