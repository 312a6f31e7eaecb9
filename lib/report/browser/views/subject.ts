import { subjectsPerFile } from '../../page-data.ts';
import { plainName } from '../../person-name.ts';
import { intervalText, link, route, section, state, table } from '../components.ts';
import { allSubjects, data, lastJudged, subjectFile } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { comparison, type FindingInterval, lineOf, nightsOf, type SubjectLine } from '../findings.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { day, nightDay, stateText } from '../texts.ts';
import { missing } from './missing.ts';
import { recordsOf } from './records.ts';
import { besideOf, type Query, type View } from './view.ts';

/** One subject: what every control said of it, and its records. */
export async function subject({ rest }: Query): Promise<View> {
  const place = Number(rest);
  if (!Number.isInteger(place) || place < 0 || place >= data.subjects)
    return missing('There is no such subject in this package.');
  const file = await subjectFile(Math.floor(place / subjectsPerFile));
  const name = file.names[place % subjectsPerFile] ?? '';
  const lines = (await Promise.all(data.controls.map((_, control) => lineOf(control, place)))).flatMap(
    (line, control) => (line ? [{ line, control }] : []),
  );
  const wrong = lines.flatMap(({ line, control }) =>
    line.intervals
      .filter(({ letter, reason, seen }) => letter !== 'P' || reason !== '' || seen !== '')
      .map((one) => ({ one, control })),
  );
  const body = h(
    'div',
    {},
    section(
      'What every control said',
      lines.length > 0 ? overControls(lines, name) : h('p', {}, 'No control covered it.'),
    ),
    section(
      'Exceptions',
      wrong.length > 0
        ? intervalTable(wrong)
        : h('p', {}, 'It passed, on every night on which it was judged.'),
    ),
    section('Its records', await recordsOf(file.links[place % subjectsPerFile] ?? [])),
  );
  const others = (await allSubjects()).flatMap((other, at) =>
    at !== place && plainName(other) === plainName(name) ? [link(route.subject(at), other)] : [],
  );
  return {
    title: name,
    lead:
      others.length > 0
        ? ['Controls also call it ', others.slice(0, 12).map((one, at) => [at > 0 && ', ', one])]
        : 'Whom or what controls judge.',
    body,
    beside: besideOf(place, data.subjects, (one) => route.subject(one)),
  };
}

function overControls(lines: readonly { line: SubjectLine; control: number }[], name: string): HTMLElement {
  return table(
    'What every control said',
    [
      { title: 'Control', kind: 'wide' },
      { title: 'Over the period', kind: 'strip' },
      { title: 'When last seen' },
    ],
    lines.map(({ line, control }): Child[] => {
      const own = data.controls[control];
      const last = line.intervals.at(-1);
      const gone = last && own && last.to < lastJudged(own);
      return [
        link(route.control(control), own?.title ?? ''),
        strip(segmentsOf(nightsOf(line, own?.states ?? '')), inertText(`${own?.title}, ${name}`)),
        last ? [state(last.letter), gone && h('small', {}, `last judged ${nightDay(last.to)}`)] : '–',
      ];
    }),
  );
}

function intervalTable(found: readonly { one: FindingInterval; control: number }[]): HTMLElement {
  return table(
    'Exceptions',
    [
      { title: 'Control', kind: 'wide' },
      { title: 'Nights', kind: 'date' },
      { title: 'Verdict' },
      { title: 'Why', kind: 'wide' },
    ],
    found
      .slice(0, 400)
      .map(({ one, control }): Child[] => [
        link(route.control(control, one.from), data.controls[control]?.title ?? ''),
        [intervalText(one.from, one.to), one.since && h('small', {}, `since ${day(one.since)}`)],
        state(one.letter),
        [
          one.reason,
          one.waiver &&
            h(
              'small',
              {},
              `waived by ${one.waiver.approvedBy} until ${one.waiver.expires}: ${one.waiver.reason}`,
            ),
          ...comparison(one),
          one.carried && h('small', {}, `when last seen: ${stateText[one.carried]}`),
        ],
      ]),
  );
}
