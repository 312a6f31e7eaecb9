import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { catalog } from '../../lib/controls/catalog.ts';
import type { Control } from '../../lib/judging/control.ts';
import type { Need } from '../../lib/judging/need.ts';
import { root } from '../end-to-end/call.ts';

const lines = readFileSync(join(root, 'docs/controls.md'), 'utf8').split('\n');
const second = lines.indexOf('## What each control reads');
const rowsIn = (some: readonly string[]) => some.filter((line) => line.startsWith('| `'));
const listOf = (clauses: readonly string[]) => clauses.join(', ') || '–';

const defaultsOf = ({ parameters }: Control) =>
  listOf(Object.entries(parameters().parse({}) as object).map(([name, value]) => `${name}: ${value}`));

test('docs/controls.md says of every control its version, title and parameters, and what it speaks to', () => {
  const written = catalog.map((control) => {
    const { id, mappings, title, version } = control;
    const clauses = [mappings.soc2, mappings.iso27001, mappings.nist80053, mappings.cis].map(listOf);
    return `| ${[`\`${id}\``, version, title, defaultsOf(control), ...clauses].join(' | ')} |`;
  });
  expect(rowsIn(lines.slice(0, second))).toEqual(written);
});

test('docs/controls.md says of every control what it reads, and what of it must be complete', () => {
  const written = catalog
    .filter(({ needs }) => needs.length > 0)
    .map(({ id, needs }) => {
      const named = (some: readonly Need[]) =>
        listOf(some.map(({ dataset }) => `${dataset.provider}/${dataset.name}`));
      const must = needs.filter(
        ({ ifAsked, ifConnected, optional }) => !ifAsked && !ifConnected && !optional,
      );
      const where = needs.filter(({ ifAsked, ifConnected }) => ifAsked || ifConnected);
      const also = needs.filter(({ optional }) => optional);
      return `| ${[`\`${id}\``, named(must), named(where), named(also)].join(' | ')} |`;
    });
  expect(rowsIn(lines.slice(second))).toEqual(written);
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
