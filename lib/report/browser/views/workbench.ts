import { populationNames, populations } from '../../populations.ts';
import { announce } from '../announce.ts';
import { drawSheets } from '../bench/drawing.ts';
import { download, drawAgain, exportRows, reference } from '../bench/export.ts';
import { csv, xlsx } from '../bench/tables.ts';
import { changed, takeWork, work, workText } from '../bench/work.ts';
import { command, facts, link, nothing, section, table } from '../components.ts';
import { data } from '../data.ts';
import { clear, h } from '../dom.ts';
import { number } from '../texts.ts';
import type { View } from './view.ts';

/** Draws samples and keeps their test sheets, in a file of the auditor's own. */
export function workbench(): View {
  const said = h('p', { class: 'fault', role: 'status' });
  const drawn = h('div');
  const show = (): void => {
    clear(drawn);
    drawn.append(
      ...(work.samples.length > 0
        ? work.samples.map(oneSample)
        : [nothing('No sample is drawn.', 'Draw one, or open a file that you saved.')]),
    );
  };
  const attempt = async (what: () => unknown): Promise<void> => {
    said.textContent = '';
    try {
      await what();
    } catch (error) {
      said.textContent = error instanceof Error ? error.message : String(error);
    }
    show();
  };
  show();
  return {
    title: 'Samples and tests',
    lead: 'Draw a sample, test each item against the evidence, and keep what you found in a file of your own. Nothing that you write goes into the package, and nothing leaves this page but the files that you save.',
    body: h('div', {}, drawForm(attempt), fileButtons(attempt), said, drawn),
  };
}

type Attempt = (what: () => unknown) => Promise<void>;

function drawForm(attempt: Attempt): HTMLElement {
  const from = h(
    'select',
    { id: 'from' },
    ...populationNames.map((name) => h('option', { value: name }, populations[name].title)),
    ...data.controls.map(({ id, title }) => h('option', { value: id }, `Control: ${title}`)),
  );
  const size = h('input', { id: 'size', value: '25', inputmode: 'numeric', size: 5 });
  const seed = h('input', { id: 'seed', size: 12, autocomplete: 'off' });
  const draw = async (): Promise<void> => {
    const many = Number(size.value);
    if (!Number.isInteger(many) || many < 1 || many > 10_000)
      throw new Error('The size is a whole number from 1 to 10,000.');
    if (seed.value === '') throw new Error('Choose a seed: any number or word of your own.');
    const sample = await drawSheets(from.value, many, seed.value);
    work.samples.push(sample);
    changed();
    announce(`${number(sample.sheets.length)} of ${number(sample.population)} drawn`);
  };
  return h(
    'form',
    {
      class: 'filters no-print',
      on: {
        submit: (event) => {
          event.preventDefault();
          void attempt(draw);
        },
      },
    },
    h('label', { for: 'from' }, 'Population'),
    from,
    h('label', { for: 'size' }, 'Size'),
    size,
    h('label', { for: 'seed' }, 'Seed, of your own'),
    seed,
    h('button', { type: 'submit', class: 'first' }, 'Draw'),
  );
}

function fileButtons(attempt: Attempt): HTMLElement {
  const name = `tests-${data.period.from}-${data.period.to}`;
  const open = h('input', {
    id: 'own-file',
    type: 'file',
    accept: '.json',
    on: { change: () => void attempt(async () => takeWork((await open.files?.[0]?.text()) ?? '')) },
  });
  const button = (title: string, use: () => unknown): HTMLElement =>
    h('button', { type: 'button', on: { click: () => void attempt(use) } }, title);
  return h(
    'div',
    { class: 'filters no-print' },
    button('Save my file', () => {
      download(`${name}.json`, 'application/json', workText());
      work.unsaved = false;
    }),
    button('CSV', async () => download(`${name}.csv`, 'text/csv', csv(await exportRows(work.samples)))),
    button('XLSX', async () =>
      download(
        `${name}.xlsx`,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        xlsx('Tests', await exportRows(work.samples)),
      ),
    ),
    h('label', { for: 'own-file' }, 'Open my file'),
    open,
  );
}

function oneSample(sample: (typeof work.samples)[number], at: number): HTMLElement {
  const of = (result: string): number => sample.sheets.filter((sheet) => sheet.result === result).length;
  return section(
    `Sample ${at + 1}: ${sample.from}`,
    facts([
      ['Sample', `${number(sample.sheets.length)} of ${number(sample.population)}`],
      ['Seed', sample.seed],
      ['Tested', number(sample.sheets.length - of('not tested'))],
      ['Exceptions noted', number(of('exception'))],
    ]),
    h('p', { class: 'hint' }, sample.method),
    command(drawAgain(sample)),
    sample.sheets.length === 0
      ? nothing('Nobody was drawn.', 'The population is empty.')
      : table(
          `Items of sample ${at + 1}`,
          [
            { title: 'No.', kind: 'date' },
            { title: 'Item', kind: 'wide' },
            { title: 'Night', kind: 'date' },
            { title: 'Recorded' },
            { title: 'Your result', kind: 'date' },
            { title: 'Initials' },
          ],
          sample.sheets.map(({ initials, night, recorded, result, subject }, item) => [
            link(`#/sheet/${at}/${item}`, reference(at, item)),
            subject,
            night.slice(0, 10),
            recorded,
            result,
            initials,
          ]),
        ),
  );
}
