import { announce } from '../announce.ts';
import {
  type Compared,
  compare,
  type Fresh,
  type Gone,
  incomparable,
  type Pair,
} from '../compare/compare.ts';
import { type Difference, differences } from '../compare/differences.ts';
import type { Holdings } from '../compare/holdings.ts';
import { holdingsOf, otherPackage, type ReadPart, type Side } from '../compare/other-package.ts';
import { changesBetween, controlChanges, listChanges } from '../compare/sides.ts';
import { type Column, facts, nothing, section, state, table } from '../components.ts';
import { data, load } from '../data.ts';
import { type Child, clear, h } from '../dom.ts';
import { allExceptions } from '../listed.ts';
import { count, day, number } from '../texts.ts';
import type { View } from './view.ts';

/** Kept while the page is open, so that whoever looks something up finds the comparison again. */
let other: Side | null = null;

/** Two packages of one company: what is new, what is gone, what is still open. */
export function comparing(): View {
  const said = h('p', { class: 'fault', role: 'status' });
  const shown = h('div');
  const show = async (): Promise<void> => {
    clear(shown);
    shown.append(
      ...(other
        ? await compared(other)
        : [
            nothing(
              'No other package is open.',
              'Choose the zip of another period; it is read in this page, and nothing of it is sent or kept.',
            ),
          ]),
    );
  };
  const file = h('input', {
    id: 'other-package',
    type: 'file',
    accept: '.zip,.html',
    on: {
      change: async () => {
        said.textContent = '';
        try {
          // What was compared before is not shown beside the name of another file.
          other = null;
          other = await sideOf(file.files?.[0]);
          await show();
          announce('Compared');
        } catch (error) {
          other = null;
          said.textContent = error instanceof Error ? error.message : String(error);
          await show();
        }
      },
    },
  });
  const choose = h(
    'div',
    { class: 'filters no-print' },
    h('label', { for: 'other-package' }, 'Another package, as a zip'),
    file,
  );
  return {
    title: 'Compare two periods',
    lead: 'What is new, what is gone, and what is still open. The other package is taken as its own page tells it: verify it as well.',
    body: h('div', {}, choose, said, shown),
    ready: () => void show(),
  };
}

async function sideOf(file: File | undefined): Promise<Side | null> {
  if (!file) return null;
  const side = await otherPackage(file);
  const why = incomparable(data, side.page);
  if (why !== null) throw new Error(why);
  return side;
}

async function compared(chosen: Side): Promise<HTMLElement[]> {
  const own: Side = {
    page: data,
    exceptions: await allExceptions(),
    holdings: await holdingsOf(data, load as ReadPart),
  };
  const isLater = chosen.page.period.from > own.page.period.from;
  const [earlier, later] = isLater ? [own, chosen] : [chosen, own];
  const found = compare(earlier, later);
  return [
    h('p', { class: 'say' }, conclusion(found)),
    ...leftOut(earlier, later),
    twoPeriods(earlier, later),
    ...freshSections(found.fresh, later),
    section(`Still open: ${number(found.open.length)}`, pairs('Still open', found.open, later)),
    ...goneSections(found.gone, earlier),
    ...held(earlier.holdings, later.holdings),
    section(
      'Controls',
      rows(
        'Controls that differ',
        ['Control', 'Earlier period', 'Later period', 'What changed'],
        controlChanges(earlier.page, later.page),
      ),
    ),
    section(
      'Lists of accounts',
      rows(
        'Lists of accounts',
        [
          'List',
          'At the end of the earlier',
          'At the start of the later',
          'Joined',
          'Left',
          'At the end of the later',
        ],
        listChanges(earlier.page, later.page),
      ),
    ),
    section(
      'The standard',
      rows(
        'The standard',
        ['What', 'Earlier period', 'Later period'],
        changesBetween(earlier.page, later.page),
      ),
    ),
  ];
}

function conclusion({ before, fresh, gone: left, open }: Compared): string {
  const known = fresh.filter(({ doubt }) => doubt === null).length;
  const ended = left.filter(({ isEnded }) => isEnded).length;
  const doubts = [
    known < fresh.length && ` It is not known whether ${number(fresh.length - known)} more are new.`,
    ended < left.length && ` It is not known whether ${number(left.length - ended)} more ended.`,
  ].filter((text) => text !== false);
  return `${count(known, 'exception')} new, ${number(open.length)} still open and ${number(ended)} gone; ${number(before)} began and ended within the earlier period.${doubts.join('')}`;
}

/** What ended, and what was not seen again without anything that says so. */
function goneSections(all: readonly Gone[], earlier: Side): HTMLElement[] {
  const [ended, left] = [all.filter(({ isEnded }) => isEnded), all.filter(({ isEnded }) => !isEnded)];
  return [
    section(`Gone: ${number(ended.length)}`, gone('Gone', ended, earlier)),
    ...(left.length > 0
      ? [section(`Not seen again: ${number(left.length)}`, gone('Not seen again', left, earlier))]
      : []),
  ];
}

/** What is new, and what may have stood before without having been seen. */
function freshSections(fresh: readonly Fresh[], later: Side): HTMLElement[] {
  const isNew = ({ doubt }: Fresh): boolean => doubt === null;
  const [known, doubted] = [fresh.filter(isNew), fresh.filter((one) => !isNew(one))];
  return [
    section(`New: ${number(known.length)}`, pairs('New', known, later)),
    ...(doubted.length > 0
      ? [
          section(
            `New, or not seen before: ${number(doubted.length)}`,
            pairs('New, or not seen before', doubted, later, (one) => one.doubt),
          ),
        ]
      : []),
  ];
}

/** So many differences of a kind stand in its table. */
const mostRows = 500;

const parts = [
  ['People', 'people'],
  ['Accounts', 'accounts'],
  ['Vault members', 'vaultMembers'],
  ['Services', 'services'],
] as const;

/** What is new and gone among what the company had when each period ended, by what was read in both. */
function held(was: Holdings, is: Holdings): HTMLElement[] {
  return parts.map(([title, part]) => {
    const found = differences(was, is, part);
    return found
      ? heldSection(title, found)
      : section(title, nothing('Not compared.', 'The page of one of the periods does not tell them.'));
  });
}

function heldSection(
  title: string,
  { differ, same }: { differ: readonly Difference[]; same: number },
): HTMLElement {
  const of = (kind: Difference['kind']): number => differ.filter((one) => one.kind === kind).length;
  const unread = of('untold') > 0 ? `, ${number(of('untold'))} not known` : '';
  return section(
    `${title}: ${number(of('new'))} new, ${number(of('gone'))} gone${unread}`,
    differ.length === 0 && same === 0
      ? nothing('None.', 'Neither period shows one.')
      : rows(
          title,
          ['What', 'Earlier period', 'Later period', 'New or gone'],
          differ
            .slice(0, mostRows)
            .map((one): Child[] => [one.name, sideText(one, one.was), sideText(one, one.is), kindText(one)]),
        ),
    h(
      'p',
      { class: 'hint' },
      `${number(same)} the same in both.`,
      differ.length > mostRows && ` ${number(differ.length - mostRows)} more differ than are shown.`,
      title !== 'Services' && ' Each as on the last night on which its list was complete.',
    ),
  );
}

function sideText({ kind }: Difference, text: string | null): string {
  return text ?? (kind === 'untold' ? 'not known' : '–');
}

function kindText({ kind, unread, was }: Difference): Child {
  if (kind !== 'untold') return kind;
  const period = was === null ? 'earlier' : 'later';
  return [
    state('U', 'not known'),
    h('small', {}, `not read completely in the ${period} period: ${unread.join(', ')}`),
  ];
}

/** A page lists so many exceptions of a control at the most: what it leaves out was not compared. */
function leftOut(earlier: Side, later: Side): HTMLElement[] {
  const more = earlier.exceptions.more + later.exceptions.more;
  if (more === 0) return [];
  return [
    h(
      'p',
      { class: 'fault' },
      `${count(more, 'exception')} of these periods ${more === 1 ? 'is' : 'are'} on neither page and not compared; failures.csv of each package has all.`,
    ),
  ];
}

function twoPeriods({ page: earlier }: Side, { page: later }: Side): HTMLElement {
  const of = ({ period, verification }: Side['page']): Child => [
    `${day(period.from)} – ${day(period.to)}`,
    h('small', {}, verification.head ? `newest seal no. ${number(verification.head.sequence)}` : 'no seal'),
  ];
  const sound = ({ verification }: Side['page']): Child =>
    verification.ok ? 'no problem, according to its page' : state('F', 'has problems');
  return facts([
    ['Earlier period', of(earlier)],
    ['Verified', sound(earlier)],
    ['Later period', of(later)],
    ['Verified', sound(later)],
    ['Between them', between(earlier, later)],
  ]);
}

/** Whether nights lie between two periods, or in both: by the numbers of their seals. */
function between(earlier: Side['page'], later: Side['page']): string {
  const last = earlier.nights.findLast(({ seal }) => seal)?.seal?.sequence;
  const first = later.nights.find(({ seal }) => seal)?.seal?.sequence;
  if (last === undefined || first === undefined) return 'not known';
  if (first === last + 1) return 'nothing: the seals follow each other';
  if (first <= last) return 'they overlap';
  return `${count(first - last - 1, 'seal')} that neither has`;
}

const pairColumns: readonly Column[] = [
  { title: 'No.', kind: 'date' },
  { title: 'Control' },
  { title: 'Subject and reason', kind: 'wide' },
  { title: 'First bad', kind: 'date' },
  { title: 'Status' },
];

function pairs<One extends Pair>(
  caption: string,
  all: readonly One[],
  { page }: Side,
  more: (one: One) => string | null = () => null,
): HTMLElement {
  if (all.length === 0) return nothing('None.');
  return table(
    caption,
    pairColumns,
    all.map((one): Child[] => {
      const { earlier, later, title } = one;
      const own = later?.exception;
      const said = more(one);
      return [
        [later?.no ?? '', earlier && h('small', {}, `was ${earlier.no}`)],
        title,
        [own?.subject ?? '', h('small', {}, own?.reason ?? ''), said !== null && h('small', {}, said)],
        earlier ? 'before the later period' : dayOf(page, own?.firstBad),
        !own || own.over === null
          ? state(later?.no.startsWith('W') ? 'W' : 'F', later?.no.startsWith('W') ? 'waived' : 'open')
          : state('N', 'closed'),
      ];
    }),
  );
}

function gone(caption: string, all: readonly Gone[], { page }: Side): HTMLElement {
  if (all.length === 0) return nothing('None.');
  return table(
    caption,
    [
      ...pairColumns.slice(0, 3),
      { title: 'Failing since', kind: 'date' },
      { title: 'What is known of its end' },
    ],
    all.map(({ earlier, how, title }): Child[] => [
      earlier?.no ?? '',
      title,
      [earlier?.exception.subject ?? '', h('small', {}, earlier?.exception.reason ?? '')],
      dayOf(page, earlier?.exception.firstBad),
      how,
    ]),
  );
}

function dayOf({ nights }: Side['page'], night: number | undefined): string {
  return day(nights[night ?? -1]?.day ?? '–');
}

function rows(caption: string, titles: readonly string[], all: readonly Child[][]): HTMLElement {
  if (all.length === 0) return nothing('No difference.');
  return table(
    caption,
    titles.map((title) => ({ title })),
    all,
  );
}
