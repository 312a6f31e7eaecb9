import type { PageDataset } from '../../page-data.ts';
import { facts, intervalText, link, nothing, route, section, table } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, nightDay, number } from '../texts.ts';
import { completeness } from './datasets.ts';
import { lettersOf } from './grid.ts';
import { registerSection } from './register.ts';
import type { View } from './view.ts';

/** What is connected, who asks it and with what rights, and what changed of its settings. */
export async function services(): Promise<View> {
  const registered = await registerSection();
  const connections = [...new Set(data.datasets.map(({ connection }) => connection))];
  return {
    title: 'Services',
    lead: `The services that the company says it uses, and ${count(connections.length, 'connection')}: what is asked of each, by which account, and with what rights.`,
    body: h(
      'div',
      {},
      registered,
      connections.length === 0
        ? nothing('Nothing was asked.', 'No night of this period asked a service for anything.')
        : connections.map(service),
    ),
  };
}

function service(connection: string): HTMLElement {
  const own = data.datasets.flatMap((dataset, at) =>
    dataset.connection === connection ? [{ dataset, at }] : [],
  );
  const places = new Set(own.map(({ at }) => at));
  const controls = data.controls.flatMap((control, at) =>
    control.datasets.some((one) => places.has(one)) ? [at] : [],
  );
  const asked = own.flatMap(({ dataset }) => dataset.asked);
  const distinct = (of: (one: PageDataset['asked'][number]) => readonly (string | null)[]): string[] => [
    ...new Set(asked.flatMap(of).flatMap((one) => one ?? [])),
  ];
  const scopes = distinct(({ scopes: rights }) => rights);
  return section(
    connection,
    facts([
      ['Provider', own[0]?.dataset.provider ?? '–'],
      ['Tenant', distinct(({ tenant }) => [tenant]).join(', ') || 'not known'],
      ['Who asks', distinct(({ principal }) => [principal]).join(', ') || 'not known'],
      ['How', distinct(({ origin }) => [origin]).join(', ') || 'not asked'],
    ]),
    table(
      `Lists of ${connection}`,
      [
        { title: 'List' },
        { title: 'When last asked' },
        { title: 'Records', kind: 'number' },
        { title: 'Complete on', kind: 'number' },
        { title: 'Asked as', kind: 'wide' },
      ],
      own.map(({ at, dataset }): Child[] => {
        const last = dataset.nights.findLastIndex((night) => night !== 0);
        const night = dataset.nights[last];
        const whole = dataset.nights.filter((one) => one !== 0 && 'CE'.includes(one.c)).length;
        return [
          link(route.dataset(at), dataset.dataset),
          night ? [completeness(night.c), h('small', {}, nightDay(last))] : 'never',
          night ? number(night.records) : '–',
          `${number(whole)} of ${number(data.nights.length)}`,
          dataset.asked.length > 1
            ? dataset.asked
                .slice(0, 5)
                .map(({ from, principal, to }) =>
                  h('div', {}, `${intervalText(from, to)}: ${principal ?? 'not known'}`),
                )
            : (dataset.asked[0]?.principal ?? 'not known'),
        ];
      }),
    ),
    scopes.length > 0 &&
      h(
        'details',
        { 'data-print': 'open' },
        h('summary', {}, count(scopes.length, 'right')),
        h(
          'ul',
          { class: 'plain' },
          scopes.map((one) => h('li', {}, h('code', {}, one))),
        ),
      ),
    controls.length > 0 &&
      table(
        `Controls that read ${connection}`,
        [
          { title: 'Control that reads it', kind: 'wide' },
          { title: 'Over the period', kind: 'strip' },
        ],
        controls.map((at): Child[] => {
          const control = data.controls[at];
          return control
            ? [
                link(route.control(at), control.title),
                strip(segmentsOf(lettersOf(control)), inertText(control.title)),
              ]
            : [];
        }),
      ),
  );
}
