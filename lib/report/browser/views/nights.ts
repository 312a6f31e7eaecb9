import { briefHash, fileLink, link, route } from '../components.ts';
import { data, isLate } from '../data.ts';
import { type Child, h } from '../dom.ts';
import { moment, nightDay, number } from '../texts.ts';
import { virtualTable } from '../virtual-table.ts';
import { outcome } from './night.ts';
import type { View } from './view.ts';

/** Every night that was due, with what came of it. */
export function nights(): View {
  const list = virtualTable(
    'Nights',
    ['Night', 'Outcome', 'Seal', 'Sealed', 'Seal’s SHA-256', 'Why'],
    '8rem 9rem 4rem 15rem 9rem minmax(10rem, 1fr)',
  );
  const choose = h(
    'select',
    { id: 'outcome' },
    ...['all', 'complete', 'partial', 'failed', 'missing'].map((value) => h('option', { value }, value)),
  );
  const draw = (): void => {
    const shown = data.nights.flatMap((night, at) =>
      choose.value === 'all' || night.outcome === choose.value ? [at] : [],
    );
    list.show(shown.length, (at) => row(shown[at] ?? 0));
  };
  choose.addEventListener('change', draw);
  const of = (wanted: string) =>
    number(data.nights.filter((night) => night.due && night.outcome === wanted).length);
  return {
    title: 'Nights',
    lead: `${of('complete')} complete, ${of('partial')} partial, ${of('failed')} failed and ${of('missing')} missing, of ${number(data.nights.filter(({ due }) => due).length)} that were due.`,
    body: h(
      'div',
      {},
      h('div', { class: 'filters' }, h('label', { for: 'outcome' }, 'Show'), choose),
      list.element,
    ),
    ready: draw,
  };
}

function row(at: number): Child[] {
  const night = data.nights[at];
  if (!night) return [];
  const { seal, reason, due } = night;
  return [
    [link(route.night(at), nightDay(at)), !due && ' (not due)'],
    outcome(night.outcome),
    seal ? fileLink(seal.path, number(seal.sequence)) : '–',
    seal ? [moment(seal.sealedAt), isLate(night) && ' (late)'] : '–',
    seal ? briefHash(seal.sha256) : '–',
    reason ?? '',
  ];
}
