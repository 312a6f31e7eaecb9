import { changeEvidence } from '../../../lib/package/pseudonyms/documents.ts';
import { changePeople, changeTexts } from '../../../lib/package/pseudonyms/person-fields.ts';
import { pseudonymsWith } from '../../../lib/package/pseudonyms/pseudonym.ts';
import { providers } from '../../../lib/providers/collectors.ts';
import { declarations } from './declarations/index.ts';
import type { Night } from './stage.ts';

/** Whoever ran the collection. */
export const runner = 'ines-at-work';

/** What is written of a connection under pseudonyms, a text for each document and record. */
export function underPseudonyms(connection: string, night: Night): readonly string[] {
  const pseudonyms = pseudonymsWith(Buffer.alloc(32, 7));
  const rows = providers
    .flatMap(({ datasets }) =>
      datasets.map((one) => ({ one, name: `${declarations[one.provider]?.connection}/${one.name}` })),
    )
    .filter(({ name }) => name in night.documents);
  for (const { one, name } of rows)
    for (const row of night.records[name] ?? [])
      changePeople(one, row, (identifier) => {
        if (!identifier.includes('@')) pseudonyms.know(identifier);
        return identifier;
      });
  return rows
    .filter(({ name }) => name.startsWith(`${connection}/`))
    .flatMap(({ one, name }) => {
      const document = night.documents[name];
      if (!document) throw new Error(`${name} was not collected.`);
      const asked = { ...document, collector: { ...document.collector, by: runner } };
      const changed = (night.records[name] ?? []).map((row) =>
        changeTexts(changePeople(one, row, pseudonyms.person), pseudonyms.text),
      );
      return [changeEvidence(asked as never, pseudonyms), ...changed].map((value) => JSON.stringify(value));
    });
}

/** Which of these names stand in the texts as words of their own. */
export function namesIn(written: readonly string[], names: readonly string[]): readonly string[] {
  const words = new Set(written.flatMap((line) => line.match(/[\p{L}\p{N}._%+@-]+/gu) ?? []));
  return names.filter((name) => words.has(name));
}
