import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { catalog } from '../../lib/controls/catalog.ts';
import { root } from '../end-to-end/call.ts';

const lines = readFileSync(join(root, 'docs/controls.md'), 'utf8').split('\n');
const documented = lines.filter((line) => line.startsWith('| `'));
const listOf = (clauses: readonly string[]) => clauses.join(', ') || '–';

test('docs/controls.md says of every control what it is called, its version and what it speaks to', () => {
  const written = catalog.map(({ id, mappings: { cis, iso27001, nist80053, soc2 }, title, version }) => {
    const cells = [`\`${id}\``, version, title, ...[soc2, iso27001, nist80053, cis].map(listOf)];
    return `| ${cells.join(' | ')} |`;
  });
  expect(documented).toEqual(written);
});

test('Every requirement is named as its framework names it', () => {
  const forms = {
    soc2: /^(CC[1-9]|A1|C1|PI1|P[1-8])\.[1-9]$/,
    iso27001: /^A\.[5-8]\.[1-9]\d?$/,
    nist80053: /^[A-Z]{2}-\d{1,2}(\(\d{1,2}\))?$/,
    cis: /^\d{1,2}\.\d{1,2}$/,
  };
  const strange = catalog.flatMap(({ id, mappings }) =>
    Object.entries(forms).flatMap(([framework, form]) =>
      mappings[framework as keyof typeof forms]
        .filter((clause) => !form.test(clause))
        .map((clause) => `${id}: ${clause}`),
    ),
  );
  expect(strange).toEqual([]);
});
