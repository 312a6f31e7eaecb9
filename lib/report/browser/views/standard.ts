import { facts, fileLink, intervalText, link, nothing, route, section, table } from '../components.ts';
import { data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { nightsWithStandard } from '../nights-with.ts';
import { standardValue } from '../standard-value.ts';
import { count, json, nightDay, number } from '../texts.ts';
import { namedSections } from './named.ts';
import type { View } from './view.ts';
import { attestations, notJudged, waivers } from './waivers.ts';

/** What was judged by, every change of it by night, and what rests on somebody's decision or attestation. */
export function standard(): View {
  const nights = new Set(data.standard.map(({ night }) => night));
  const verdicts = data.standardMoves.reduce((sum, one) => sum + one.verdicts, 0);
  const last = data.nights.findLast((night) => night.standard !== null);
  const body = h(
    'div',
    {},
    facts([
      ['Changes', number(data.standard.length)],
      ['On nights', number(nights.size)],
      ['Verdicts moved by them', number(verdicts)],
      ['Waivers', number(data.waivers.length)],
      ['Attestations', number(data.attestations.length)],
      ['As it last was', last?.standard ? fileLink(last.standard, 'standard.json') : 'not kept'],
    ]),
    section(
      'Every change by night',
      changes(),
      h(
        'p',
        { class: 'hint' },
        'Only the history of its repository, and nothing here, says who wrote a change into the configuration.',
      ),
    ),
    section('Waivers', waivers()),
    section('Attestations', attestations()),
    ...namedSections(),
    section('Controls and their parameters', parameters()),
    section('Not judged', notJudged()),
  );
  return {
    title: 'Standard',
    lead: 'What the nights were judged by. A verdict that changed only with it is not a failure and not a recovery.',
    body,
  };
}

/** That no change is seen is said to be none only where every night kept what it was judged by. */
function noChange(): HTMLElement {
  const { isAll, recorded, sealed } = nightsWithStandard();
  return isAll
    ? nothing('No change.', 'Every night was judged by the same.')
    : nothing(
        'No change is known.',
        `${number(recorded)} of ${count(sealed, 'sealed night')} kept their standard: the others are not known.`,
      );
}

/** By whose decision or attestation: of what else the configuration says, its own history tells. */
function byWhom(texts: readonly (string | null)[]): Child {
  for (const text of texts) {
    const value = parsed(text);
    const who = value.approvedBy ?? value.by;
    if (typeof who === 'string') return who;
  }
  return h('span', { class: 'dim' }, 'not known here');
}

function parsed(text: string | null): { readonly approvedBy?: unknown; readonly by?: unknown } {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

function changes(): HTMLElement {
  if (data.standard.length === 0) return noChange();
  const moved = new Map(data.standardMoves.map(({ night, verdicts }) => [night, verdicts]));
  const empty = (): Child => h('span', { class: 'dim number' }, 'nothing');
  return table(
    'Every change of the standard',
    [
      { title: 'Night', kind: 'date' },
      { title: 'What', kind: 'wide' },
      { title: 'Before' },
      { title: 'After' },
      { title: 'By whom' },
      { title: 'Verdicts moved that night', kind: 'number' },
    ],
    data.standard.map(({ after, before, control, message, night, path }): Child[] => {
      const file = data.nights[night]?.standard;
      return [
        [link(route.night(night), nightDay(night)), file && h('small', {}, fileLink(file, 'that night’s'))],
        [message, control && h('small', {}, control), h('small', {}, path)],
        before === null ? empty() : standardValue(before),
        after === null ? empty() : standardValue(after),
        byWhom([after, before]),
        number(moved.get(night) ?? 0),
      ];
    }),
  );
}

function parameters(): HTMLElement {
  return table(
    'Controls and their parameters',
    [
      { title: 'Control', kind: 'wide' },
      { title: 'Version', kind: 'number' },
      { title: 'Parameters', kind: 'wide' },
      { title: 'Earlier in the period', kind: 'wide' },
    ],
    data.controls.map(({ id, parameters: own, revisions, title, version }, at): Child[] => [
      [link(route.control(at), title), h('small', {}, id)],
      String(version),
      h('code', {}, json(own)),
      revisions.map((one) =>
        h(
          'div',
          {},
          `${intervalText(one.from, one.from)}: version ${one.version}, `,
          h('code', {}, json(one.parameters)),
        ),
      ),
    ]),
  );
}
