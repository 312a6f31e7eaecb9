import { fileLink, hash, intervalText, link, nothing, route, section, state, table } from '../components.ts';
import { allSubjects, controlNamed, data } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { linesOf, nightsOf, type SubjectLine } from '../findings.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { count, day, moment } from '../texts.ts';
import type { View } from './view.ts';

/** The words of people that record a review. */
export function accessReviews(): typeof data.attestations {
  return data.attestations.filter(({ control }) => control === 'access.reviewed');
}

/** Who reviewed access, when, by which sheets, and whether what they decided was done. */
export async function reviews(): Promise<View> {
  const all = accessReviews();
  const control = controlNamed('access.review-followed-through');
  const decided = control < 0 ? [] : await linesOf(control);
  return {
    title: 'Access reviews',
    lead:
      control < 0
        ? `${count(all.length, 'review')}; what they wanted removed or changed, no night judged.`
        : `${count(all.length, 'review')}, and ${count(decided.length, 'account')} that a review wanted removed or changed.`,
    body: h(
      'div',
      {},
      section(
        'Reviews',
        all.length === 0
          ? nothing('None.', 'No review was recorded that a night of this period knew.')
          : recorded(all),
      ),
      section(
        'What was decided, and the result',
        decided.length === 0
          ? control < 0
            ? nothing('Not known.', 'No night judged whether what a review decided was carried out.')
            : nothing(
                'Nothing to follow.',
                'No review that a night knew wanted an account removed or changed.',
              )
          : await followed(control, decided),
      ),
    ),
  };
}

function recorded(all: typeof data.attestations): HTMLElement {
  return table(
    'Reviews',
    [
      { title: 'Recorded', kind: 'date' },
      { title: 'By, and what they said', kind: 'wide' },
      { title: 'Counts until', kind: 'date' },
      { title: 'Nights on which it counted', kind: 'date' },
      { title: 'Sheets', kind: 'wide' },
    ],
    all.map(({ at, by, covered, expires, files, note, own, path, sha256 }): Child[] => [
      moment(at),
      [
        by,
        h('small', {}, note),
        own.length > 0 && h('small', { class: 'fault' }, `decided on their own access: ${own.join(', ')}`),
      ],
      day(expires),
      covered.length === 0 ? 'none' : covered.map(({ from, to }) => h('div', {}, intervalText(from, to))),
      [
        fileLink(path, 'document'),
        h('small', {}, hash(sha256)),
        files.map((file) => h('div', {}, fileLink(file.path, file.name))),
      ],
    ]),
  );
}

async function followed(control: number, decided: readonly SubjectLine[]): Promise<HTMLElement> {
  const names = await allSubjects();
  const states = data.controls[control]?.states ?? '';
  return table(
    'What was decided',
    [
      { title: 'Account', kind: 'wide' },
      { title: 'It was to be' },
      { title: 'It is' },
      { title: 'By night', kind: 'strip' },
      { title: 'When last judged' },
    ],
    decided.map((line): Child[] => {
      const [last, name] = [line.intervals.at(-1), names[line.place] ?? ''];
      return [
        [link(route.subject(line.place), name), last?.reason !== '' && h('small', {}, last?.reason)],
        last?.expected ?? '',
        last?.seen ?? '',
        strip(segmentsOf(nightsOf(line, states)), inertText(name)),
        state(last?.letter ?? '-'),
      ];
    }),
  );
}
