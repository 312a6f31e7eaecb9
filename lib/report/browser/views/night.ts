import { controlState, facts, fileLink, hash, link, route, section, state, table } from '../components.ts';
import { data, isLate, nameOf, nightOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { moment, nightDay, number } from '../texts.ts';
import { completeness } from './datasets.ts';
import { letterAt } from './grid.ts';
import { missing } from './missing.ts';
import { besideOf, type Query, type View } from './view.ts';
import { standardChanges } from './waivers.ts';

export function outcome(outcome: string): HTMLElement {
  const letter = { complete: 'P', partial: 'U', failed: 'F', missing: 'F' }[outcome] ?? '-';
  return state(letter, outcome);
}

/** One night: its seal, its datasets, and every control. */
export function night({ rest }: Query): View {
  const at = nightOf(rest);
  const own = data.nights[at];
  if (!own) return missing('There is no such night in this package.');
  const { seal, reason, due, run } = own;
  const to = (other: number, text: string) =>
    data.nights[other] ? link(route.night(other), text) : h('span', { class: 'dim' }, text);
  const body = h(
    'div',
    {},
    h(
      'p',
      { class: 'picker' },
      outcome(own.outcome),
      to(at - 1, 'Night before'),
      to(at + 1, 'Night after'),
      link('#/nights', 'All nights'),
    ),
    reason && h('p', { class: 'fault' }, reason),
    section(
      'Seal',
      seal
        ? facts([
            ['Run', `${moment(run)}${due ? '' : ', which the schedule did not ask for'}`],
            ['Seal', fileLink(seal.path, `no. ${number(seal.sequence)}`)],
            ['SHA-256', hash(seal.sha256)],
            ['Sealed', [moment(seal.sealedAt), isLate(own) && h('small', {}, 'later than it was due')]],
            ['Due by', moment(seal.dueBy)],
            ['Time-stamp', seal.timestamp ? fileLink(seal.timestamp) : 'none'],
            ['Folder', h('code', {}, seal.folder)],
          ])
        : h('p', {}, `This night was due at ${moment(run)}. No seal covers it.`),
    ),
    section(
      'Its standard',
      h(
        'div',
        {},
        own.standard && h('p', {}, fileLink(own.standard, 'The standard of this night')),
        standardChanges(at),
      ),
    ),
    section(
      'Controls',
      table(
        'Controls on this night',
        [
          { title: 'Control', kind: 'wide' },
          { title: 'Verdict' },
          { title: 'Pass', kind: 'number' },
          { title: 'Fail', kind: 'number' },
          { title: 'Unknown', kind: 'number' },
          { title: 'Waived', kind: 'number' },
        ],
        data.controls.map((control, i): Child[] => [
          link(route.control(i, at), control.title),
          controlState(letterAt(control, at)),
          ...(control.counts[at] || ['', '', '', '']).map((of) => (of === '' ? '–' : number(Number(of)))),
        ]),
      ),
    ),
    section(
      'Datasets',
      table(
        'Datasets on this night',
        [
          { title: 'Dataset', kind: 'wide' },
          { title: 'Completeness' },
          { title: 'Records', kind: 'number' },
          { title: 'Problem', kind: 'wide' },
        ],
        data.datasets.map((dataset, i): Child[] => {
          const one = dataset.nights[at];
          const problem = one && one.problem !== undefined ? dataset.problems[one.problem] : null;
          return [
            link(route.dataset(i, at), nameOf(dataset)),
            one ? completeness(one.c) : 'nothing',
            one ? number(one.records) : '–',
            problem ? `${problem.code}: ${problem.message}` : '',
          ];
        }),
      ),
    ),
  );
  return {
    title: `The night of ${nightDay(at)}`,
    body,
    beside: besideOf(at, data.nights.length, (one) => route.night(one)),
  };
}
