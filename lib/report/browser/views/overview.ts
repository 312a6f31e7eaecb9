import { facts, link, route, section, state } from '../components.ts';
import { data, isLate, lastJudged } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { nightsWithStandard } from '../nights-with.ts';
import { count, day, moment, nightDay, number } from '../texts.ts';
import { failurePeriods, groupedTable } from './failures.ts';
import { type Tone, verdict } from './verification.ts';
import type { View } from './view.ts';

/** The five questions that an auditor comes with, answered at once. */
export function overview(): View {
  const failures = failurePeriods('fail');
  const unknown = failurePeriods('unknown');
  const body = h(
    'div',
    {},
    titleBlock(),
    h('p', { class: 'say' }, conclusion()),
    h('div', { class: 'answers' }, complete(), accurate(), unedited(), judgedBy(), failed()),
    section(
      'What failed, and when',
      failures.length > 0
        ? groupedTable('Every failure in the period', failures)
        : h('p', {}, 'No control failed on a night of this period that was judged.'),
    ),
    section(
      'What could not be decided',
      unknown.length > 0
        ? groupedTable('Everything that could not be decided', unknown)
        : h('p', {}, 'Every control was decided on every night that was judged.'),
      data.notJudged.length > 0 &&
        h(
          'p',
          {},
          count(new Set(data.notJudged.map(({ control }) => control)).size, 'control'),
          ' of the catalogue ',
          data.notJudged.length === 1 ? 'was' : 'were',
          ' not judged at all on some nights: ',
          link('#/waivers', 'which, and why'),
          '.',
        ),
    ),
  );
  const { period, schedule, timezone } = data;
  const lead = `${day(period.from)} to ${day(period.to)}${schedule ? `, every night at ${schedule} (${timezone})` : ''}`;
  return { title: `Evidence of ${data.organization}`, lead, body };
}

function answer(question: string, tone: Tone, short: string, ...more: Child[]): HTMLElement {
  const sign = { good: 'P', fair: 'A', bad: 'F' }[tone];
  return h(
    'section',
    { class: `answer ${tone}` },
    h('h2', {}, question),
    h('p', { class: 'short' }, state(sign, short)),
    ...more,
  );
}

function complete(): HTMLElement {
  const due = data.nights.filter((night) => night.due);
  const of = (outcome: string) => due.filter((night) => night.outcome === outcome).length;
  const whole = of('complete');
  const lost = of('missing') + of('failed');
  const short =
    due.length === 0 ? 'No night was due' : `${number(whole)} of ${count(due.length, 'night')} complete`;
  return answer(
    'Is it complete?',
    due.length > 0 && whole === due.length ? 'good' : lost > 0 || due.length === 0 ? 'bad' : 'fair',
    short,
    facts([
      ['Due', number(due.length)],
      ['Sealed complete', number(whole)],
      ['Sealed partial', number(of('partial'))],
      ['Sealed failed', number(of('failed'))],
      ['Missing', number(of('missing'))],
      ['Sealed later than due', number(due.filter(isLate).length)],
      ['Runs outside the schedule', number(data.nights.length - due.length)],
    ]),
    h('p', {}, link('#/nights', 'Every night, and its result')),
  );
}

/** Whether what was collected adds up: whole lists, as many records as the answers held, clocks that agree. */
function accurate(): HTMLElement {
  const collected = data.datasets.flatMap(({ nights }) => nights.filter((night) => night !== 0));
  const cut = collected.filter(({ c }) => c === 'P' || c === 'F').length;
  const whole = collected.filter(({ c }) => c === 'C' || c === 'E');
  const uncounted = whole.filter(({ answered }) => answered === undefined).length;
  const apart = whole.filter(
    ({ answered, records }) => answered !== undefined && answered !== records,
  ).length;
  const clocks = collected.filter(({ skew }) => typeof skew === 'number' && Math.abs(skew) > 300_000).length;
  const doubts = [
    cut > 0 && `${count(cut, 'list')} of ${number(collected.length)} incomplete`,
    apart > 0 && `${count(apart, 'list')} not adding up`,
    uncounted > 0 && `${count(uncounted, 'list')} without its document`,
    clocks > 0 && 'clocks apart',
  ].filter((text) => text !== false);
  const nothing = collected.length === 0;
  return answer(
    'Is it accurate?',
    nothing ? 'bad' : doubts.length === 0 ? 'good' : 'fair',
    nothing ? 'Nothing was collected' : (doubts[0] ?? 'Every list was complete and adds up'),
    facts([
      ['Lists collected', number(collected.length)],
      ['Cut short or failed', number(cut)],
      ['Counts that do not add up', number(apart)],
      ['Counts without a document', number(uncounted)],
      ['Clocks over 5 minutes apart', number(clocks)],
    ]),
    h('p', {}, link('#/datasets', 'Source, query and control total of each')),
  );
}

function unedited(): HTMLElement {
  const { checked, keys } = data.verification;
  const { found, tone, total } = verdict();
  const text = {
    nothing: 'Nothing was checked',
    problems: `${count(Math.max(1, total), 'problem')} found`,
    own: 'Verified with its own keys only',
    sound: 'Every seal and file verified',
  };
  return answer(
    'Is it unedited?',
    tone,
    text[found],
    facts([
      ['Runs checked', number(checked.runs)],
      ['Files checked', number(checked.files)],
      ['Problems', number(total)],
      ['Keys trusted', `${number(keys.filter(({ trusted }) => trusted).length)} of ${number(keys.length)}`],
    ]),
    h('p', {}, link('#/verify', 'How to check it yourself')),
  );
}

/** Whether all nights were judged by the same: what a change of it made pass or fail is no news of the company. */
function judgedBy(): HTMLElement {
  const verdicts = data.standardMoves.reduce((sum, one) => sum + one.verdicts, 0);
  const { isAll, recorded: withStandard, sealed } = nightsWithStandard();
  const nothing = withStandard === 0 && !data.pseudonyms;
  return answer(
    'Judged by what?',
    nothing ? 'bad' : data.standard.length > 0 || !isAll ? 'fair' : 'good',
    nothing
      ? 'No night kept its standard'
      : data.standard.length === 0
        ? isAll
          ? 'Every night by the same'
          : 'No change is known'
        : count(data.standard.length, 'change'),
    facts([
      ['Nights that kept it', data.pseudonyms ? 'withheld' : `${number(withStandard)} of ${number(sealed)}`],
      ['Changes of the standard', number(data.standard.length)],
      ['Verdicts moved by them', number(verdicts)],
      ['Waivers', number(data.waivers.length)],
      ['Attestations', number(data.attestations.length)],
    ]),
    h('p', {}, link('#/standard', 'Every change, by night')),
  );
}

function failed(): HTMLElement {
  const failures = failurePeriods('fail');
  const open = failures.filter(({ period }) => period.over === null).length;
  const now = data.controls.map((control) => control.states[lastJudged(control)] ?? '-');
  const of = (letter: string) => number(now.filter((one) => one === letter).length);
  const nothing = now.every((letter) => letter === '-');
  const quiet = failures.length === 0;
  return answer(
    'What failed?',
    open > 0 || nothing ? 'bad' : !quiet || now.some((letter) => letter !== 'P') ? 'fair' : 'good',
    nothing
      ? 'Nothing was judged'
      : quiet
        ? 'No failure was seen'
        : `${count(failures.length, 'failure')} of a control, ${number(open)} not ended`,
    facts([
      ['Controls judged', number(data.controls.length)],
      ['Pass when last judged', of('P')],
      ['Fail when last judged', of('F')],
      ['Unknown when last judged', of('U')],
      ['Failures of single subjects', exceptionText()],
    ]),
    h('p', {}, link('#/grid', 'Controls by nights')),
  );
}

/** The rows of `failures.csv`, which are the risks of the OSCAL results as well. */
function exceptionText(): string {
  const sum = (name: 'failures' | 'open' | 'waived'): number =>
    data.controls.reduce((all, { exceptions }) => all + exceptions[name], 0);
  return `${number(sum('failures'))}, ${number(sum('open'))} open and ${number(sum('waived'))} waived at the end`;
}

/** What this document is, as the first page of a report says it. */
function titleBlock(): HTMLElement {
  const { made, schedule, timezone, period, pseudonyms, nights, verification } = data;
  const last = nights.length - 1;
  return facts(
    [
      ['Period', [`${day(period.from)} – ${day(period.to)}`, h('small', {}, 'both days included')]],
      ['Document no.', documentNumber()],
      [
        'Prepared by',
        [
          data.organization,
          h(
            'small',
            {},
            pseudonyms ? 'people by pseudonyms, whose key stays there' : 'people as the providers name them',
          ),
        ],
      ],
      [
        'Nights',
        [schedule ? `every night at ${schedule}` : 'nothing was scheduled', h('small', {}, timezone)],
      ],
      [
        'Scope',
        [
          `${count(data.controls.length, 'control')}, ${count(data.datasets.length, 'dataset')}`,
          h('small', {}, `${count(data.subjects, 'subject')}`),
        ],
      ],
      ['Last night', last >= 0 ? link(route.night(last), nightDay(last)) : '–'],
      [
        'Newest seal',
        [
          verification.head ? `no. ${number(verification.head.sequence)}` : 'there is none',
          made.at && h('small', {}, moment(made.at)),
        ],
      ],
      [
        'Made with',
        [
          `Exhibit ${made.version}`,
          made.commit && h('small', {}, made.commit.slice(0, 12)),
          h('small', {}, 'when, the signature of manifest.json says'),
        ],
      ],
    ],
    'title-block',
  );
}

/** Period and newest seal: two documents that differ have different ones. */
function documentNumber(): string {
  const { period, verification } = data;
  const seal = verification.head?.sha256.slice(0, 8) ?? 'unsealed';
  const plain = (date: string): string => date.replaceAll('-', '');
  return `${plain(period.from)}-${plain(period.to)}-${seal}`;
}

/** One sentence that concludes. It never sounds better than the worst of what it sums up. */
function conclusion(): string {
  const nights = data.nights.filter(({ due }) => due);
  const whole = nights.filter(({ outcome }) => outcome === 'complete').length;
  const open = failurePeriods('fail').filter(({ period }) => period.over === null).length;
  const always = data.controls.filter(({ states }) => /^P+$/.test(states)).length;
  if (data.controls.length === 0 || nights.length === 0)
    return 'Nothing was judged in this period, so nothing can be concluded from it.';
  return `Of ${count(data.controls.length, 'control')}, ${number(always)} passed on every night; ${open === 0 ? 'none was failing' : `${number(open)} ${open === 1 ? 'was' : 'were'} failing`} when the period ended. ${number(whole)} of ${count(nights.length, 'night')} that were due are complete.`;
}
