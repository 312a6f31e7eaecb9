import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { providers } from '../../lib/providers/collectors.ts';
import { bigProviders, type Stage } from './broken-providers.ts';
import { collectAndReadAgain, expectSame, prepared } from './reading-again.ts';

const several = bigProviders.flatMap(({ id, start }) => {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new Error(`There is no ${id}.`);
  return provider.datasets.length > 1 ? [{ id, provider, start }] : [];
});

/** The document of a dataset. */
const documentIn = (folder: string, name: string) =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));

let stage: Stage | undefined;
afterEach(() => stage?.server.close());

describe.each(several)(
  'A night of $id that was cut off, gone on with when what it had asked is refused',
  (row) => {
    const { provider, start } = row;
    const names = provider.datasets.filter(({ onlyFor }) => !onlyFor).map(({ name }) => name);

    test.each(names.slice(1))('before %s, has the records that its answers give', async (name) => {
      stage = await start();
      const { server, ...given } = stage;
      const { connection, context, evidence } = await prepared({ ...given, provider, endpoint: server.url });
      await collectAndReadAgain(context, connection);
      const before = names.slice(0, names.indexOf(name));
      const documents = before.map((one) => documentIn(evidence, one));
      // What the rest asks for itself is asked anew: each dataset stands alone.
      const rest = names.slice(before.length).map((one) => documentIn(evidence, one));
      const own = new Set(rest.flatMap(({ requests }) => requests.map(pathOf)));
      const finished = new Set(before);
      for (const file of readdirSync(evidence))
        if (!finished.has(file.split('.')[0] ?? '')) rmSync(join(evidence, file), { recursive: true });
      const asked = new Set<string>(
        documents
          .flatMap(({ requests }) => requests.map(pathOf))
          .filter((path) => isList(path) && !own.has(path)),
      );
      for (const path of asked) server.misbehave({ path, do: 403 });
      const count = server.requests.length;
      for (const one of await collectAndReadAgain(context, connection)) expectSame(one);
      expect(before.map((one) => documentIn(evidence, one))).toEqual(documents);
      expect(server.requests.slice(count).filter(({ path }) => asked.has(path))).toEqual([]);
    });
  },
);

function pathOf({ url }: { readonly url: string }): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}

/** Not what signs in. */
function isList(path: string): boolean {
  return path !== '' && !path.endsWith('token');
}
