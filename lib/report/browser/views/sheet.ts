import { reference } from '../bench/export.ts';
import { type Reference, referencesOf } from '../bench/references.ts';
import { changed, results, type Sheet, work } from '../bench/work.ts';
import { command, facts, fileLink, hash, link, nothing, section } from '../components.ts';
import { data } from '../data.ts';
import { h } from '../dom.ts';
import { missing } from './missing.ts';
import { besideOf, type Query, type View } from './view.ts';

/** The test sheet of one item: its steps, what came of them, and what it rests on. */
export async function sheet({ rest }: Query): Promise<View> {
  const [at = -1, item = -1] = rest.split('/').map(Number);
  const sample = work.samples[at];
  const own = sample?.sheets[item];
  if (!sample || !own) return missing('There is no such item: draw the sample again, or open your file.');
  const next = item + 1 < sample.sheets.length;
  return {
    title: `${reference(at, item)}: ${own.subject}`,
    lead: own.recorded,
    beside: besideOf(item, sample.sheets.length, (one) => `#/sheet/${at}/${one}`),
    body: h(
      'div',
      {},
      facts([
        ['Sample', sample.from],
        ['Night', own.night],
        ['Drawn by', hash(own.hash)],
      ]),
      section('Steps', ...own.steps.map((step, place) => choice(`step-${place}`, step.text, step))),
      section('Conclusion', conclusion(own)),
      section('What shows it', ...shown(await referencesOf(sample, own))),
      h(
        'p',
        { class: 'no-print' },
        link('#/workbench', 'All items'),
        next && [' · ', link(`#/sheet/${at}/${item + 1}`, 'The next item')],
      ),
    ),
  };
}

function choice(id: string, text: string, target: { result: string }): HTMLElement {
  const select = h(
    'select',
    {
      id,
      on: {
        change: () => {
          target.result = select.value;
          changed();
        },
      },
    },
    ...results.map((result) => h('option', { selected: result === target.result }, result)),
  );
  return h('p', { class: 'picker' }, h('label', { for: id }, text), select);
}

function conclusion(own: Sheet): HTMLElement {
  const field = (
    id: 'note' | 'initials' | 'date',
    title: string,
    field: HTMLInputElement | HTMLTextAreaElement,
  ) => {
    field.id = id;
    field.value = own[id];
    field.addEventListener('input', () => {
      own[id] = field.value;
      changed();
    });
    return h('p', { class: id === 'note' ? null : 'picker' }, h('label', { for: id }, title), field);
  };
  return h(
    'div',
    {},
    choice('result', 'Result', own),
    field('note', 'Note', h('textarea')),
    field('initials', 'Initials', h('input', { size: 6 })),
    field('date', 'Date', h('input', { type: 'date' })),
  );
}

function shown(found: readonly Reference[]): HTMLElement[] {
  if (found.length === 0) return [nothing('No file of this package names it on this night.')];
  return [
    ...found.map(({ commands, path, sha256 }) =>
      h(
        'div',
        {},
        h('p', {}, fileLink(path), h('small', {}, 'SHA-256 ', hash(sha256))),
        command(commands.join('\n')),
      ),
    ),
    h('p', { class: 'hint' }, `Newest seal: ${data.verification.head?.sha256 ?? 'none'}`),
  ];
}
