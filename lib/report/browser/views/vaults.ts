import { link, nothing, state, table } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, nightDay, number } from '../texts.ts';
import { allVaults, type VaultLine } from '../vault-data.ts';
import type { View } from './view.ts';

/** Who could open what they should not: every vault with who is named for it and who can open it. */
export async function vaults(): Promise<View> {
  const all = await allVaults();
  const rows = all.map(row);
  return {
    title: 'Vaults',
    lead: `${count(all.length, 'vault')}: who is named for each, and who could open it.`,
    body: h(
      'div',
      {},
      all.length === 0
        ? nothing(
            'No vault was judged.',
            'Nothing is connected that has vaults, or its control is not judged.',
          )
        : table(
            'Vaults',
            [
              { title: 'Vault', kind: 'wide' },
              { title: 'Named', kind: 'number' },
              { title: 'Could open', kind: 'number' },
              { title: 'Open, not named', kind: 'number' },
              { title: 'Named, not open', kind: 'number' },
              { title: 'Verdict by night', kind: 'strip' },
              { title: 'At the end' },
            ],
            rows,
          ),
    ),
  };
}

/** The night that the figures are of, where it is not the last. */
function asOf(night: number): Child {
  return night < data.nights.length - 1 && h('small', {}, `as of ${nightDay(night)}`);
}

function row(vault: VaultLine): Child[] {
  const { compared, control, letters, line, name, place } = vault;
  const last = compared.at(-1);
  const [named, seen] = [last?.named ?? [], last?.seen ?? []];
  const extra = seen.filter((one) => !named.includes(one));
  const missing = named.filter((one) => !seen.includes(one));
  const besides = last?.besides ?? [];
  // A group that is named in words is not counted: then these two cannot be told from the names alone.
  const counted = (of: number): Child =>
    besides.length > 0 ? [number(of), h('small', {}, 'of those by name')] : number(of);
  return [
    [
      link(`#/vault/${place}`, name),
      h('small', {}, data.controls[control]?.title),
      besides.length > 0 && h('small', {}, besides.join('; ')),
    ],
    ...(last
      ? [
          number(named.length),
          [number(seen.length), asOf(last.to)],
          counted(extra.length),
          counted(missing.length),
        ]
      : ['not known', 'not known', 'not known', 'not known']),
    strip(segmentsOf(letters), inertText(name)),
    state(line.intervals.at(-1)?.letter ?? '-'),
  ];
}
