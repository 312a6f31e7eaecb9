import type { PageDataset } from '../../page-data.ts';
import { link, route, table } from '../components.ts';
import { data, nameOf } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { inertText } from '../inert.ts';
import { segmentsOf, strip } from '../strip.ts';
import { completenessText, number } from '../texts.ts';
import type { View } from './view.ts';

/** Every dataset: how whole it was over the period. */
export function datasets(): View {
  const rows = data.datasets.map((dataset, at): Child[] => {
    const nights = dataset.nights.filter((night) => night !== 0);
    const last = nights.at(-1);
    const of = (letters: string) => number(nights.filter(({ c }) => letters.includes(c)).length);
    return [
      [link(route.dataset(at), nameOf(dataset)), h('small', {}, dataset.provider)],
      strip(segmentsOf(datasetLetters(dataset)), inertText(nameOf(dataset))),
      of('CE'),
      of('P'),
      of('F'),
      last ? number(last.records) : '–',
      addsUp(dataset),
    ];
  });
  return {
    title: 'Datasets',
    lead: 'Information produced by the entity: what was asked of whom, and whether the answer was complete.',
    body: h(
      'div',
      {},
      table(
        'Datasets',
        [
          { title: 'Dataset', kind: 'wide' },
          { title: 'Over the period', kind: 'strip' },
          { title: 'Whole', kind: 'number' },
          { title: 'Partial', kind: 'number' },
          { title: 'Failed', kind: 'number' },
          { title: 'Records, last', kind: 'number' },
          { title: 'Control total' },
        ],
        rows,
      ),
    ),
  };
}

/** A dataset's nights in the letters of a strip: whole reads as a pass, cut short as unknown, failed as a failure. */
export function datasetLetters({ nights }: PageDataset): string {
  const letters: Readonly<Record<string, string>> = { C: 'P', E: 'P', P: 'U', F: 'F' };
  return nights.map((night) => (night === 0 ? '-' : (letters[night.c] ?? '-'))).join('');
}

function addsUp({ nights }: PageDataset): Child {
  const counted = nights.filter((night) => night !== 0).filter(({ answered }) => answered !== undefined);
  const apart = counted.filter(({ answered, records }) => answered !== records).length;
  if (counted.length === 0) return 'nothing to count';
  return apart === 0 ? 'adds up every night' : `${number(apart)} of ${number(counted.length)} nights differ`;
}

export function completeness(letter: string): string {
  return completenessText[letter] ?? letter;
}
