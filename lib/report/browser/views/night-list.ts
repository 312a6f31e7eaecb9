import { briefHash, table } from '../components.ts';
import { data, isLate } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { moment, nightDay, number } from '../texts.ts';

/** Every night in a plain table, for paper. */
export function nightList(): HTMLElement {
  return h(
    'div',
    {},
    table(
      'Nights',
      [
        { title: 'Night', kind: 'date' },
        { title: 'Outcome', kind: 'date' },
        { title: 'Seal', kind: 'number' },
        { title: 'Sealed', kind: 'date' },
        { title: 'SHA-256 of the seal', kind: 'wide' },
        { title: 'Why', kind: 'wide' },
      ],
      data.nights.map(cells),
    ),
  );
}

function cells(night: (typeof data.nights)[number], at: number): Child[] {
  const { outcome, seal, reason, due } = night;
  return [
    [nightDay(at), !due && ' (not due)'],
    outcome,
    seal ? number(seal.sequence) : '–',
    seal ? [moment(seal.sealedAt), isLate(night) && ' (late)'] : '–',
    briefHash(seal?.sha256 ?? null),
    reason ?? '',
  ];
}
