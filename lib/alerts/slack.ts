import { clip } from '../text/clip.ts';
import { inert } from '../text/inert.ts';
import type { Alert, AlertSection } from './alert.ts';
import { headLine, itemLines, type Line, moreLine, restCommand, titleLine } from './message-lines.ts';

interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: false;
}

export type SlackBlock =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: PlainText }
  | { readonly type: 'context'; readonly elements: readonly PlainText[] };

/** A body for an incoming webhook of Slack, or of what understands the same. */
export interface SlackBody {
  /** What a notification shows, and what a receiver shows that knows no blocks. */
  readonly text: string;
  readonly mrkdwn: false;
  readonly unfurl_links: false;
  readonly unfurl_media: false;
  readonly blocks: readonly SlackBlock[];
}

/** Slack's limits, and beside them one for all blocks together, which it has and does not document (about 13,000). */
const longestHeader = 150;
const longestSection = 3_000;
const longestFallback = 3_000;
const mostBlocks = 50;
const longestBody = 11_500;

/**
 * The message for Slack. All text is `plain_text`, which Slack does not read as markup; and, for receivers that do read
 * it, nothing in it can address a channel, make a link or hide one.
 */
export function slackBody(alert: Alert): SlackBody {
  const title = `${titleLine(alert)}: ${alert.headline}`;
  const top = [header(title), ...(alert.notes.length > 0 ? [section(alert.notes.join('\n'))] : [])];
  const end: SlackBlock = { type: 'context', elements: [plain(headLine(alert)), plain(whereLine(alert))] };
  const room = longestBody - sizeOf([...top, end]);
  const blocks = alert.sections.flatMap((one) => sectionBlocks(one, alert));
  const body = fitted(blocks, room, mostBlocks - top.length - 2, restCommand(alert));
  return {
    text: clip(
      safe([title, ...alert.notes, ...alert.sections.map(shortLine), headLine(alert)].join('\n')),
      longestFallback,
    ),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [...top, ...body, end],
  };
}

/** A text that is no alert of a night, whoever wrote it: nothing in it addresses somebody, makes a link or hides one. */
export function slackText(text: string): Omit<SlackBody, 'blocks'> {
  return {
    text: cut(safe(inert(text)), longestFallback),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
  };
}

function whereLine({ locker, run }: Alert): string {
  return `Run ${run}, locker ${locker}`;
}

function shortLine({ title, items, more }: AlertSection): string {
  const names = items.map(({ name }) => name);
  return `${title}: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** A header, and one block for each item, so that none is cut in the middle. */
function sectionBlocks(one: AlertSection, alert: Alert): SlackBlock[] {
  const more = moreLine(one, alert);
  return [
    header(one.title),
    ...one.items.map((item) => section(itemLines(item).map(indented).join('\n'))),
    ...(more === null ? [] : [section(more)]),
  ];
}

function indented({ kind, text }: Line): string {
  return kind === 'subject' ? `   ${text}` : text;
}

/** As many blocks as Slack takes; a last one says how many are left out. */
function fitted(blocks: readonly SlackBlock[], room: number, most: number, rest: string): SlackBlock[] {
  const shown: SlackBlock[] = [];
  let left = room;
  for (const block of blocks) {
    left -= sizeOf([block]);
    if (left < 200 || shown.length === most) break;
    shown.push(block);
  }
  const items = (list: readonly SlackBlock[]) => list.filter(({ type }) => type === 'section').length;
  const omitted = items(blocks) - items(shown);
  if (omitted === 0) return shown;
  while (shown.at(-1)?.type === 'header') shown.pop();
  return [...shown, section(`… and ${omitted} more that do not fit here: ${rest}`)];
}

function sizeOf(blocks: readonly SlackBlock[]): number {
  return JSON.stringify(blocks).length;
}

function header(text: string): SlackBlock {
  return { type: 'header', text: plain(text, longestHeader) };
}

function section(text: string): SlackBlock {
  return { type: 'section', text: plain(text, longestSection) };
}

function plain(text: string, limit = longestSection): PlainText {
  return { type: 'plain_text', text: cut(safe(text), limit), emoji: false };
}

/** Clipped, and without half of an entity at its end. */
function cut(text: string, limit: number): string {
  return text.length <= limit ? text : clip(text, limit).replace(/&[a-z]{0,3}…$/, '…');
}

/** Slack's three characters as its entities; no `@channel` of its own, and no `[text](address)`. */
function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/(^|[^\w.+-])@(?=\w)/gmu, '$1@ ')
    .replaceAll(/\](?=[([])/g, '] ');
}
