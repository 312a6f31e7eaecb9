import type { RecordedBy } from '../../../judging/attestation.ts';
import type { Interval } from '../../model.ts';
import { fileLink, hash, intervalText, link, nightsText, route, section, table } from '../components.ts';
import { controlNamed, data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { nightsWithFindings, nightsWithStandard } from '../nights-with.ts';
import { day, moment, nightDay } from '../texts.ts';
import type { View } from './view.ts';

/** Everything that rests on somebody's decision or attestation, and what was not judged. */
export function waived(): View {
  return {
    title: 'Waivers and attestations',
    lead: 'What the company decided to accept, what a person attested, and what was not judged.',
    body: h(
      'div',
      {},
      section('Waivers', waivers()),
      section('Attestations', attestations()),
      section('Not judged', notJudged()),
      section('Changes of the standard', standardChanges()),
    ),
  };
}

export function waivers(): HTMLElement {
  if (data.waivers.length === 0)
    return h(
      'p',
      {},
      nightsWithFindings() > 0
        ? 'No waiver was in the configuration on a night that concluded.'
        : 'Not known: no night concluded.',
    );
  return table(
    'Waivers',
    [
      { title: 'Control', kind: 'wide' },
      { title: 'Subject', kind: 'wide' },
      { title: 'Why', kind: 'wide' },
      { title: 'Approved by' },
      { title: 'In the configuration', kind: 'date' },
      { title: 'What it covered' },
    ],
    data.waivers.map(({ control, subject, reason, approvedBy, expires, from, to, covered, own, ...more }) => [
      named(control),
      subject,
      reason,
      [
        approvedBy,
        h('small', {}, more.approvedOn ? `on ${day(more.approvedOn)}` : 'no date was recorded'),
        more.ticket && h('small', {}, more.ticket),
        own && h('small', { class: 'fault' }, 'who is its subject'),
      ],
      [intervalText(from, to), h('small', {}, `ends ${day(expires)}`)],
      intervals(covered),
    ]),
  );
}

export function attestations(): HTMLElement {
  if (data.attestations.length === 0) return h('p', {}, 'No night of this period knew of an attestation.');
  return table(
    'Attestations',
    [
      { title: 'Control', kind: 'wide' },
      { title: 'What was seen, and by whom', kind: 'wide' },
      { title: 'Given', kind: 'date' },
      { title: 'Nights on which it counted' },
      { title: 'Document', kind: 'wide' },
    ],
    data.attestations.map(
      ({ control, by, note, at, expires, path, sha256, files, covered, own, recordedBy }) => [
        named(control),
        [
          note,
          h('small', {}, by),
          recordedBy && h('small', {}, `typed by ${typist(recordedBy)}`),
          own.length > 0 && h('small', { class: 'fault' }, `who is the subject of it: ${own.join(', ')}`),
        ],
        [moment(at), h('small', {}, `counts until ${day(expires)}`)],
        intervals(covered),
        [
          fileLink(path, 'document'),
          h('small', {}, hash(sha256)),
          files.map((file) => [h('br'), fileLink(file.path, file.name)]),
        ],
      ],
    ),
  );
}

export function notJudged(): HTMLElement {
  if (data.notJudged.length === 0)
    return h('p', {}, 'Every control of the catalogue was judged on every night that concluded.');
  return table(
    'Not judged',
    [
      { title: 'Control', kind: 'wide' },
      { title: 'Nights', kind: 'date' },
      { title: 'Why', kind: 'wide' },
    ],
    data.notJudged.map(({ control, title, reason, by, from, to }) => [
      [title ?? control, h('small', {}, control)],
      intervalText(from, to),
      [reason, by === 'configuration' && h('small', {}, 'turned off by the company')],
    ]),
  );
}

/** What changed of what was judged by: a verdict that follows is no recovery. @param night only those of it */
export function standardChanges(night?: number): HTMLElement {
  const changes = data.standard.filter((one) => night === undefined || one.night === night);
  if (changes.length === 0)
    return h(
      'p',
      {},
      nightsWithStandard().isAll
        ? 'The standard did not change: who needs what, parameters, waivers, attestations.'
        : 'No change is known; not every night kept its standard.',
    );
  return table(
    'Changes of the standard',
    [
      { title: 'Night', kind: 'date' },
      { title: 'What changed', kind: 'wide' },
      { title: 'Control', kind: 'wide' },
    ],
    changes.map(({ control, message, night: at }) => {
      const path = data.nights[at]?.standard;
      return [
        [
          link(route.night(at), nightDay(at)),
          path && h('small', {}, fileLink(path, 'standard of the night')),
        ],
        message,
        control === null ? '–' : named(control),
      ];
    }),
  );
}

/** A user of a machine, and whom AWS took them for. */
function typist({ aws, host, user }: RecordedBy): string {
  const machine = `${user ?? 'somebody'} at ${host}`;
  return aws === undefined ? machine : `${machine}, at AWS ${aws?.arn ?? 'not known'}`;
}

function named(id: string): Child {
  const at = controlNamed(id);
  return [at >= 0 ? link(route.control(at), data.controls[at]?.title ?? id) : id, h('small', {}, id)];
}

function intervals(covered: readonly Interval[]): Child {
  if (covered.length === 0) return 'nothing';
  const nights = covered.reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return [
    covered
      .slice(0, 6)
      .map(({ from, to }) => intervalText(from, to))
      .join(', '),
    covered.length > 6 && ', …',
    h('small', {}, nightsText(nights)),
  ];
}
