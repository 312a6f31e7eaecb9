import type { Alert } from './alert.ts';
import { headLine, itemLines, type Line, moreLine, restCommand, titleLine } from './message-lines.ts';

/** Characters of a text, all in all. What does not fit is counted. */
const longestText = 7_500;
const longestSubject = 99;

/** A subject that SNS takes: printable ASCII, less than 100 characters, beginning with a letter. */
export function mailSubject({ organization, headline, day }: Alert): string {
  const end = ` (${day})`;
  const start = ascii(`Exhibit, ${organization}: ${headline}`);
  const room = longestSubject - end.length;
  return `${start.length > room ? `${start.slice(0, room - 3).trimEnd()}...` : start}${end}`;
}

function ascii(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return plain.replaceAll(/[^\x20-\x7e]/gu, '?');
}

/** The message as plain text, for mail. */
export function mailText(alert: Alert): string {
  const top = [titleLine(alert), alert.headline, ...alert.notes];
  const end = [
    '',
    headLine(alert),
    `Seal: ${alert.head.path}`,
    `Locker: ${alert.locker}`,
    `Run: ${alert.run}`,
  ];
  const body = bodyLines(alert, longestText - [...top, ...end].join('\n').length - 100);
  return `${[...top, ...body, ...end].join('\n')}\n`;
}

/** Items one after the other, as far as there is room. */
function bodyLines(alert: Alert, room: number): string[] {
  const lines: string[] = [];
  let [left, omitted] = [room, 0];
  for (const section of alert.sections) {
    for (const [at, item] of section.items.entries()) {
      const text = [...(at === 0 ? ['', section.title.toUpperCase()] : []), ...itemLines(item).map(indented)];
      const length = text.join('\n').length + 1;
      if (length > left) omitted++;
      else lines.push(...text);
      left -= length;
    }
    const more = moreLine(section, alert);
    if (more !== null && left > more.length) lines.push(more);
  }
  if (omitted === 0) return lines;
  return [...lines, '', `… and ${omitted} more that do not fit here: ${restCommand(alert)}`];
}

const indents: Record<Line['kind'], string> = {
  name: '',
  what: '  ',
  subject: '    ',
  fix: '  ',
  evidence: '  ',
};

function indented({ kind, text }: Line): string {
  return `${indents[kind]}${text}`;
}
