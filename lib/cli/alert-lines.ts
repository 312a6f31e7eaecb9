import type { Alert, SectionKind } from '../alerts/alert.ts';
import { itemLines, type Line, moreLine } from '../alerts/message-lines.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './text.ts';

type Colour = 'red' | 'yellow' | 'green' | 'cyan';

const looks: Record<SectionKind, readonly [mark: string, colour: Colour]> = {
  standard: ['≠', 'red'],
  failing: ['✘', 'red'],
  lost: ['?', 'yellow'],
  late: ['▲', 'yellow'],
  unknown: ['?', 'yellow'],
  silent: ['?', 'yellow'],
  ended: ['▲', 'yellow'],
  changed: ['▲', 'yellow'],
  still: ['✘', 'red'],
  ending: ['▲', 'cyan'],
  excused: ['~', 'cyan'],
  redefined: ['≠', 'cyan'],
  recovered: ['✔', 'green'],
};

/**
 * The message about a night as a terminal shows it, below what the night came to: the seal and, on a first night,
 * whom it is about stand there already.
 */
export function alertLines(alert: Alert | null, shown: Terminal): string[] {
  if (!alert) return ['', 'Nothing changed since the last run.'];
  return [
    '',
    shown.paint('bold', alert.headline),
    ...alert.notes.map((note) => wrap(note, shown.columns)),
    ...alert.sections.flatMap((section) => {
      const [mark, colour] = looks[section.kind];
      const more = moreLine(section, alert);
      return [
        '',
        shown.paint(colour, section.title),
        ...section.items.flatMap((item) =>
          itemLines(item)
            .filter(({ kind }) => !alert.first || kind === 'name' || kind === 'fix')
            .map((line) => shownLine(line, shown.paint(colour, mark), shown)),
        ),
        ...(more === null ? [] : [more]),
      ];
    }),
  ];
}

function shownLine({ kind, text }: Line, mark: string, { paint, columns }: Terminal): string {
  switch (kind) {
    case 'name':
      return wrap(`${mark} ${text}`, columns, '    ');
    case 'subject':
      return wrap(`      ${text}`, columns, '        ');
    case 'evidence':
      return paint('dim', wrap(`    ${text}`, columns, '      '));
    default:
      return wrap(`    ${text}`, columns, '      ');
  }
}
