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
import { allSubjects, data, nameOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { lineOf, nightsOf } from '../findings.ts';
import { inertText } from '../inert.ts';
import { allExceptions } from '../listed.ts';
import { type Account, allPeople, isGone, type Person, worstByNight } from '../people.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, nightDay, number } from '../texts.ts';
import { accessOf, allVaults, type VaultLine } from '../vault-data.ts';
import { accessAtEnd } from '../vault-text.ts';
import { status } from './exceptions.ts';
import { missing } from './missing.ts';
import { accountMark } from './people.ts';
import { recordsOf } from './records.ts';
import { subject } from './subject.ts';
import { besideOf, type Query, type View } from './view.ts';

/** One person under all their accounts: what every control said, when it did not pass, vaults, and records. */
export async function person({ rest }: Query): Promise<View> {
  const key = rest.toLowerCase();
  const all = await allPeople();
  const at = all.findIndex((one) => one.key === key);
  const own = all[at];
  if (!own) return notAPerson(rest);
  const letters = worstByNight(own.marks, data.nights.length);
  const of = (letter: string): number => letters.split(letter).length - 1;
  const { failures, more, undecided, waived } = await allExceptions();
  const mine = [...failures, ...waived, ...undecided].filter(
    ({ exception }) => plainName(exception.subject) === key,
  );
  const failed = mine.length - undecided.filter((one) => mine.includes(one)).length;
  const lines = (
    await Promise.all(
      own.places.flatMap((place, account) =>
        data.controls.map(async (_, control) => ({
          line: await lineOf(control, place),
          control,
          name: own.names[account] ?? '',
        })),
      ),
    )
  ).flatMap(({ line, ...more }) => (line ? [{ line, ...more }] : []));
  const vaults = (await allVaults()).flatMap((vault) => {
    const access = accessOf(own.key, vault);
    return /[PFU]/.test(access) ? [{ vault, access }] : [];
  });
  const body = h(
    'div',
    {},
    facts([
      ['Accounts', number(own.accounts.length)],
      ['Controls that judged them', number(new Set(lines.map(({ control }) => control)).size)],
      ['Nights failing', number(of('F'))],
      ['Nights unknown', number(of('U'))],
      ['Nights waived', number(of('W'))],
    ]),
    section(
      'The worst verdict by night',
      strip(segmentsOf(letters), inertText(own.name), 1 / 240),
      periodEnds(),
    ),
    own.accounts.length > 0 && section('Accounts', accountTable(own.accounts)),
    section(
      'Exceptions',
      mine.length === 0
        ? noException(letters, more)
        : table(
            'Exceptions of this person',
            [
              { title: 'No.' },
              { title: 'Control', kind: 'wide' },
              { title: 'Nights', kind: 'date' },
              { title: 'Status' },
              { title: 'Reason', kind: 'wide' },
            ],
            mine.map(({ control, exception, no }): Child[] => [
              no,
              link(route.control(control, exception.firstBad), data.controls[control]?.title ?? ''),
              intervalText(exception.firstBad, exception.lastBad),
              status(exception),
              exception.reason,
            ]),
          ),
    ),
    vaults.length > 0 && section('Vaults', vaultTable(vaults)),
    section(
      'All judgements',
      lines.length === 0
        ? nothing('None.', 'No control covers this person: only a list of accounts names them.')
        : table(
            'All judgements',
            [
              { title: 'Control', kind: 'wide' },
              { title: 'Over the period', kind: 'strip' },
              { title: 'When last judged' },
            ],
            lines.map(({ control, line, name }): Child[] => {
              const judged = data.controls[control];
              const last = line.intervals.at(-1);
              return [
                [
                  link(route.control(control), judged?.title ?? ''),
                  name !== own.name && h('small', {}, name),
                ],
                strip(
                  segmentsOf(nightsOf(line, judged?.states ?? '')),
                  inertText(`${judged?.title}, ${name}`),
                ),
                last ? [state(last.letter), h('small', {}, nightDay(last.to))] : '–',
              ];
            }),
          ),
    ),
    section('Records', await recordsOf(accountsFirst(own))),
  );
  const beside = besideOf(at, all.length, (one) => `#/person/${encodeURIComponent(all[one]?.key ?? '')}`);
  return { title: own.name, lead: conclusion(failed, mine.length - failed, of('F'), letters), body, beside };
}

/** What is said where none is listed. Nobody is said to have passed of whom no control spoke. */
function noException(letters: string, more: number): HTMLElement {
  if (!/[PFUW]/.test(letters)) return nothing('Not judged.', 'No control covers this person.');
  if (!/[FUW]/.test(letters))
    return nothing(
      'No exception.',
      'Every control passed for this person on every night that it judged them.',
    );
  return more > 0
    ? nothing('Not listed.', 'This page leaves some exceptions out: failures.csv of the package has all.')
    : nothing('No exception.', 'What did not pass is of no exception of this person alone.');
}

function conclusion(exceptions: number, undecided: number, failing: number, letters: string): string {
  if (!/[PFUW]/.test(letters))
    return 'No control judged this person: what they had, and when, by the lists of accounts.';
  const doubts = undecided > 0 ? `; ${count(undecided, 'time')} undetermined` : '';
  if (exceptions > 0)
    return `${count(exceptions, 'exception')}, on ${count(failing, 'failing night')}${doubts}.`;
  return `No exception in the period${doubts}: what they had, when, and what every control said of it.`;
}

/** A row an account: its list, what it may do, how it stood at the end, and until when it was seen. */
function accountTable(accounts: readonly Account[]): HTMLElement {
  return table(
    'Accounts',
    [{ title: 'List' }, { title: 'At the end', kind: 'wide' }, { title: 'Last seen', kind: 'date' }],
    accounts.map((account): Child[] => {
      const { dataset, last } = account;
      const own = data.datasets[dataset];
      return [
        link(route.dataset(dataset), own ? nameOf(own) : ''),
        isGone(account) ? [account.text, ' ', ...accountMark(account)] : accountMark(account),
        nightDay(last),
      ];
    }),
  );
}

/** Records of accounts before what names the person besides, such as events. */
function accountsFirst({ accounts, links }: Person): number[] {
  return [...accounts.flatMap(({ dataset, record }) => [dataset, record]), ...links];
}

function vaultTable(vaults: readonly { vault: VaultLine; access: string }[]): HTMLElement {
  return table(
    'Vaults',
    [
      { title: 'Vault', kind: 'wide' },
      { title: 'Low: open and named. Middle: named, not open. Full: open, not named', kind: 'strip' },
      { title: 'At the end' },
    ],
    vaults.map(({ access, vault }): Child[] => [
      link(`#/vault/${vault.place}`, vault.name),
      strip(segmentsOf(access), inertText(vault.name)),
      atEnd(access.at(-1), accessAtEnd(access.at(-1), vault.compared, data.nights.length - 1)),
    ]),
  );
}

function atEnd(letter: string | undefined, text: string): Child {
  return letter === 'F' || letter === 'U' ? state(letter, text) : text;
}

/** What controls speak of that is no person has a page as a subject. */
async function notAPerson(name: string): Promise<View> {
  const names = await allSubjects();
  const exact = names.findIndex((one) => one.toLowerCase() === name.toLowerCase());
  const place = exact >= 0 ? exact : names.findIndex((one) => plainName(one) === name.toLowerCase());
  if (place < 0) return missing('There is nobody with this name in this package.');
  return subject({ rest: String(place), search: new URLSearchParams() });
}
