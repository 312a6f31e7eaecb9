import { quoted } from '../components.ts';
import { data } from '../data.ts';
import { h } from '../dom.ts';
import { referencesOf } from './references.ts';
import type { Rows } from './tables.ts';
import type { Draught } from './work.ts';

/** The command that draws the same again. */
export function drawAgain({ from, kind, seed, size }: Draught): string {
  return `exhibit sample PACKAGE --${kind} ${from} --size ${size} --seed ${quoted(seed)}`;
}

const titles = [
  'no',
  'sample',
  'subject',
  'night',
  'recorded',
  'result',
  'steps',
  'note',
  'initials',
  'date',
];

/** Each item with what was found, the files that it rests on, their hashes, and the commands that show it. */
export async function exportRows(samples: readonly Draught[]): Promise<Rows> {
  const rows: string[][] = [
    [...titles, 'documents', 'SHA-256', 'commands', 'drawn by', 'hash of the draw', 'newest seal'],
  ];
  for (const [at, sample] of samples.entries())
    for (const [no, sheet] of sample.sheets.entries()) {
      const found = await referencesOf(sample, sheet);
      rows.push([
        reference(at, no),
        sample.from,
        sheet.subject,
        sheet.night,
        sheet.recorded,
        sheet.result,
        sheet.steps.map(({ result, text }) => `${text} ${result}`).join('\n'),
        sheet.note,
        sheet.initials,
        sheet.date,
        found.map(({ path }) => path).join('\n'),
        found.map(({ sha256 }) => sha256).join('\n'),
        found.flatMap(({ commands }) => commands).join('\n'),
        drawAgain(sample),
        sheet.hash,
        data.verification.head?.sha256 ?? '',
      ]);
    }
  return rows;
}

/** `S1-07`: the seventh item of the first sample. */
export function reference(sample: number, item: number): string {
  return `S${sample + 1}-${String(item + 1).padStart(2, '0')}`;
}

/** Hands a file to whoever sits before the page; nothing goes anywhere else. */
export function download(name: string, type: string, content: BlobPart): void {
  const href = URL.createObjectURL(new Blob([content], { type }));
  h('a', { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
