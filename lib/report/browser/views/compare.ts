import { type Compared, compare, type Gone, incomparable, type Pair } from '../compare/compare.ts';
import { differences, type Holdings } from '../compare/holdings.ts';
import { holdingsOf, otherPackage, type ReadPart, type Side } from '../compare/other-package.ts';
import { changesBetween, controlChanges, listChanges } from '../compare/sides.ts';
import { data, load } from '../data.ts';
import { type Child, clear, h } from '../dom.ts';
import { allExceptions } from '../listed.ts';
import { announce } from '../live.ts';
import { type Column, facts, nothing, section, state, table } from '../parts.ts';
import { count, day, number } from '../words.ts';
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
    section(`New: ${number(found.fresh.length)}`, pairs('New', found.fresh, later)),
    section(`Still open: ${number(found.open.length)}`, pairs('Still open', found.open, later)),
    section(`Gone: ${number(found.gone.length)}`, gone(found.gone, earlier)),
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
      'What was judged by',
      rows(
        'What was judged by',
        ['What', 'Earlier period', 'Later period'],
        changesBetween(earlier.page, later.page),
      ),
    ),
  ];
}

function conclusion({ before, fresh, gone: ended, open }: Compared): string {
  return `${count(fresh.length, 'exception')} new, ${number(open.length)} still open and ${number(ended.length)} gone; ${number(before)} began and ended within the earlier period.`;
}

/** So many differences of a kind stand in its table. */
const mostRows = 500;

/** What is new and gone among what the company had when each period ended. */
function held(was: Holdings, is: Holdings): HTMLElement[] {
  const inPart = new Set([...was.inPart, ...is.inPart]);
  const whole = (had: Holdings['accounts']) =>
    had && new Map([...had].filter(([name]) => ![...inPart].some((one) => name.endsWith(` in ${one}`))));
  const kinds = [
    ['People', was.people, is.people],
    ['Accounts', whole(was.accounts), whole(is.accounts)],
    ['Vault members', whole(was.vaultMembers), whole(is.vaultMembers)],
    ['Services', was.services, is.services],
  ] as const;
  return kinds.map(([title, then, now]) => {
    if (!then || !now)
      return section(title, nothing('Not compared.', 'The page of one of the periods does not tell them.'));
    const { differ, same } = differences(then, now);
    const [fresh, gone] = [differ.filter((one) => one.was === null), differ.filter((one) => one.is === null)];
    return section(
      `${title}: ${number(fresh.length)} new, ${number(gone.length)} gone`,
      rows(
        title,
        ['What', 'Earlier period', 'Later period', 'New or gone'],
        differ
          .slice(0, mostRows)
          .map((one): Child[] => [
            one.name,
            one.was ?? '–',
            one.is ?? '–',
            one.was === null ? 'new' : one.is === null ? 'gone' : 'another',
          ]),
      ),
      h(
        'p',
        { class: 'hint' },
        `${number(same)} the same in both.`,
        differ.length > mostRows && ` ${number(differ.length - mostRows)} more differ than are shown.`,
        /^(Accounts|Vault members)$/.test(title) &&
          inPart.size > 0 &&
          ` Not compared, as one of the periods does not tell them, or only a part: ${[...inPart].join(', ')}.`,
      ),
    );
  });
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
    verification.ok ? 'no problem, by its page' : state('F', 'has problems');
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
  if (last === undefined || first === undefined) return 'cannot be told';
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

function pairs(caption: string, all: readonly Pair[], { page }: Side): HTMLElement {
  if (all.length === 0) return nothing('None.');
  return table(
    caption,
    pairColumns,
    all.map(({ earlier, later, title }): Child[] => {
      const own = later?.exception;
      return [
        [later?.no ?? '', earlier && h('small', {}, `was ${earlier.no}`)],
        title,
        [own?.subject ?? '', h('small', {}, own?.reason ?? '')],
        earlier ? 'before the later period' : dayOf(page, own?.firstBad),
        !own || own.over === null
          ? state(later?.no.startsWith('W') ? 'W' : 'F', later?.no.startsWith('W') ? 'waived' : 'open')
          : state('N', 'closed'),
      ];
    }),
  );
}

function gone(all: readonly Gone[], { page }: Side): HTMLElement {
  if (all.length === 0) return nothing('None.');
  return table(
    'Gone',
    [...pairColumns.slice(0, 3), { title: 'Failing since', kind: 'date' }, { title: 'How it ended' }],
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
