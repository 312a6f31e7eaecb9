import {
  facts,
  fileLink,
  hash,
  intervalText,
  link,
  nothing,
  route,
  section,
  state,
  table,
} from '../components.ts';
import { data, isLate } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { moment, nightDay, number } from '../texts.ts';
import { administrators } from './administrators.ts';
import type { View } from './view.ts';

/** Who could have made the evidence other than it is: versions, keys, runs outside the schedule, and the standard. */
export async function collector(): Promise<View> {
  const outside = data.nights.flatMap((night, at) => (night.due ? [] : [at]));
  const late = data.nights.flatMap((night, at) => (isLate(night) ? [at] : []));
  const body = h(
    'div',
    {},
    facts([
      [
        'Versions that ran',
        number(new Set(data.collectors.map(({ commit, version }) => `${version} ${commit}`)).size),
      ],
      ['Keys that sealed', number(data.verification.keys.filter(({ seals }) => seals > 0).length)],
      ['Runs outside the schedule', number(outside.length)],
      ['Sealed later than due', number(late.length)],
      ['Changes of the standard', link('#/standard', number(data.standard.length))],
    ]),
    section(
      'Who could change its configuration, its host or its key',
      h(
        'p',
        {},
        'Whoever administers the service that holds one of them. Which service that is, the package does not know: ask for it, and find here who administers it. What is not connected is not here.',
      ),
      await administrators(),
    ),
    section(
      'Which version ran on which nights, and who started it',
      h('p', {}, 'One row for each version and commit: between two rows another one was deployed.'),
      data.collectors.length === 0
        ? nothing('No document tells.')
        : table(
            'Versions by night',
            [
              { title: 'Nights', kind: 'date' },
              { title: 'Version' },
              { title: 'Commit' },
              { title: 'Node' },
              { title: 'Started by' },
            ],
            data.collectors.map(({ by, commit, from, node, to, trigger, version }): Child[] => [
              intervalText(from, to),
              version,
              commit ? h('code', {}, commit) : h('span', { class: 'dim' }, 'not recorded'),
              node,
              [trigger === 'schedule' ? 'the schedule' : 'a person', by && h('small', {}, by)],
            ]),
          ),
    ),
    section(
      'Whose keys sealed',
      table(
        'Keys',
        [
          { title: 'Key', kind: 'wide' },
          { title: 'Named from outside the package' },
          { title: 'Seals', kind: 'number' },
        ],
        data.verification.keys.map(({ id, path, seals, trusted }): Child[] => [
          [hash(id), path && h('small', {}, fileLink(path))],
          trusted ? state('P', 'yes') : state('A', 'no'),
          number(seals),
        ]),
      ),
    ),
    section(
      'Runs outside the schedule, and late seals',
      outside.length + late.length === 0
        ? nothing(
            'None.',
            'Every run is one that the schedule asked for, sealed by the time that the seal before it gave.',
          )
        : table(
            'Runs outside the schedule, and late seals',
            [
              { title: 'Night', kind: 'date' },
              { title: 'What' },
              { title: 'Sealed', kind: 'date' },
              { title: 'Due by', kind: 'date' },
            ],
            [...new Set([...outside, ...late])]
              .sort((a, b) => a - b)
              .map((at): Child[] => {
                const night = data.nights[at];
                const what = [
                  !night?.due && 'outside the schedule',
                  night && isLate(night) && 'sealed late',
                ].filter(Boolean);
                return [
                  link(route.night(at), nightDay(at)),
                  what.join(', '),
                  moment(night?.seal?.sealedAt ?? null),
                  moment(night?.seal?.dueBy ?? null),
                ];
              }),
          ),
    ),
    section(
      'What this cannot show',
      h(
        'p',
        {},
        'A deployment of the same version leaves no trace here, and neither does access to a repository, a cloud account or a key whose lists are not connected: ask for those lists, and for the log of deployments. Controls over what is connected are under ',
        link('#/services', 'Services'),
        '.',
      ),
    ),
  );
  return {
    title: 'The collector itself',
    lead: 'Custody and change control of what made this evidence.',
    body,
  };
}
