import { subjectsPerFile } from '../../page-data.ts';
import { plainName } from '../../person-name.ts';
import {
  facts,
  intervalText,
  link,
  nothing,
  periodEnds,
  route,
  section,
  state,
  table,
} from '../components.ts';
import { data, subjectFile } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { moment, nightDay, number } from '../texts.ts';
import { isOfVault } from '../vault-changes.ts';
import { accessOf, allVaults, type VaultLine } from '../vault-data.ts';
import { missing } from './missing.ts';
import { recordsOf } from './records.ts';
import { besideOf, type Query, type View } from './view.ts';

/** One vault: person by night, who was named, and who let in whom. */
export async function vault({ rest }: Query): Promise<View> {
  const all = await allVaults();
  const at = all.findIndex(({ place }) => String(place) === rest);
  const own = all[at];
  if (!own) return missing('There is no such vault in this package.');
  const people = [...new Set(own.compared.flatMap(({ named, seen }) => [...named, ...seen]))].sort();
  const last = own.compared.at(-1);
  const file = await subjectFile(Math.floor(own.place / subjectsPerFile));
  const changes = data.changes.filter((change) => isOfVault(change, own.name));
  // What was compared last may lie before the period's end.
  const asOf = last && last.to < data.nights.length - 1 ? ` on ${nightDay(last.to)}` : ' at the end';
  const wrong = own.line.intervals.filter(({ letter }) => letter !== 'P');
  const body = h(
    'div',
    {},
    last && reconciliation(last.named, last.seen, last.besides),
    section(
      'Person by night',
      h(
        'p',
        { class: 'hint' },
        'A low line: could open it and was named. Full height: could open it and was not named. Half height: was named and could not open it.',
      ),
      people.length === 0
        ? nothing('Nobody is known by name.')
        : table(
            'Person by night',
            [
              { title: 'Person' },
              { title: 'Access', kind: 'strip' },
              { title: `Named${asOf}` },
              { title: `Could open it${asOf}` },
              { title: 'Access given by' },
              { title: 'When', kind: 'date' },
            ],
            [
              ...people.map((person): Child[] => [
                link(`#/person/${encodeURIComponent(person.toLowerCase())}`, person),
                strip(segmentsOf(accessOf(person, own)), inertText(person)),
                isAmong(person, last?.named, last?.namesAll),
                isAmong(person, last?.seen, last?.seesAll),
                ...grant(person, changes),
              ]),
              ['The control’s verdict', strip(segmentsOf(own.letters), inertText(own.name)), '', '', '', ''],
            ],
          ),
      periodEnds(),
    ),
    section(
      'When it did not pass',
      wrong.length === 0
        ? nothing('No exception.', 'It passed on every night on which it was judged.')
        : table(
            'When it did not pass',
            [{ title: 'Nights', kind: 'date' }, { title: 'Verdict' }, { title: 'Why', kind: 'wide' }],
            wrong.map((one): Child[] => [
              link(route.control(own.control, one.from), intervalText(one.from, one.to)),
              state(one.letter),
              one.reason,
            ]),
          ),
    ),
    section('Access given and taken', vaultChanges(changes)),
    section('Records', await recordsOf(file.links[own.place % subjectsPerFile] ?? [])),
  );
  const beside = besideOf(at, all.length, (one) => `#/vault/${all[one]?.place}`);
  return { title: own.name, lead: data.controls[own.control]?.title ?? '', body, beside };
}

/** Whether somebody is among those of a list; where not all of it is told by name, who is not named may be. */
function isAmong(person: string, names: readonly string[] = [], isAll = false): string {
  return names.includes(person) ? 'yes' : isAll ? 'no' : 'not known';
}

/** Who let somebody in last, and when, as far as the provider tells it. */
function grant(person: string, changes: typeof data.changes): [Child, Child] {
  const given = changes.findLast(
    ({ subject, type }) => type === 'vault.joined' && plainName(subject ?? '') === plainName(person),
  );
  if (!given) return [h('span', { class: 'dim' }, 'no grant was seen'), ''];
  return [
    given.by ?? h('span', { class: 'dim' }, 'not known'),
    given.at ? moment(given.at) : link(route.night(given.night), `by ${nightDay(given.night)}`),
  ];
}

function reconciliation(
  named: VaultLine['compared'][number]['named'],
  seen: readonly string[],
  besides: readonly string[],
): HTMLElement {
  const out = named.filter((one) => !seen.includes(one)).length;
  const extra = seen.filter((one) => !named.includes(one)).length;
  return facts([
    ['Named', number(named.length)],
    ['Less: named, not open', number(out)],
    ['And: open, not named', number(extra)],
    [
      'Could open it',
      [number(seen.length), h('small', {}, `${number(named.length)} − ${number(out)} + ${number(extra)}`)],
    ],
    ...(besides.length > 0 ? [['In words', besides.join('; ')] as [string, Child]] : []),
  ]);
}

/** Who got access to a vault and who lost it, with who did it where the provider tells. */
export function vaultChanges(changes: typeof data.changes): HTMLElement {
  if (changes.length === 0)
    return nothing('No change.', 'The nights that were compared show nobody who came or left.');
  return table(
    'Access given and taken',
    [
      { title: 'First night', kind: 'date' },
      { title: 'Who', kind: 'wide' },
      { title: 'Vault' },
      { title: 'What' },
      { title: 'By whom' },
      { title: 'When', kind: 'date' },
    ],
    changes.map(({ after, at, before, by, night, subject, type }): Child[] => [
      link(route.night(night), nightDay(night)),
      subject,
      after ?? before,
      type === 'vault.joined' ? 'can open it' : 'can no longer open it',
      by ?? h('span', { class: 'dim' }, 'not known'),
      at ? moment(at) : h('span', { class: 'dim' }, 'between two nights'),
    ]),
  );
}
