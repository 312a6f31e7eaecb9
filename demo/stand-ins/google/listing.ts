import { sha256Of } from '../../../lib/evidence/sha256.ts';
import { answerPage, type Position, pageToken, readPageToken } from '../serve/pages.ts';
import type { Ask } from '../serve/stand-in.ts';
import { applyMask, type Mask, parseMask, strangerIn } from './field-mask.ts';
import { googleRefusal } from './refusals.ts';

/** How one of Google's lists is asked for and answered. */
export interface Listing {
  /** The list's field in the answer. */
  readonly field: string;
  readonly items: readonly object[];
  /** `maxResults` or `pageSize`. */
  readonly sizeName: string;
  readonly standardSize: number;
  readonly largestSize: number;
  /** What stands beside the list. */
  readonly beside: object;
  /** Every field that the answer can have. */
  readonly known: Mask;
}

/** Serves the page that the request asks for, through its `fields` mask. */
export function answerListing(ask: Ask, listing: Listing): Response {
  const refuse = (detail: string) => ask.json(googleRefusal(400, ask.req.path, detail), 400);
  const size = sizeOf(ask, listing);
  if (size === null)
    return refuse(`Invalid value for ${listing.sizeName}: 1 to ${listing.largestSize} are allowed.`);
  const mask = maskOf(ask, listing.known);
  if (typeof mask === 'string') return refuse(mask);
  const list = identityOf(ask);
  const asked = ask.req.query('pageToken') ?? null;
  const position = readPageToken(list, asked);
  if (!position) return refuse('Invalid value for pageToken.');
  return answerPage(ask, pageAt(listing, position, { list, size, asked, mask }));
}

interface Question {
  readonly list: string;
  readonly size: number;
  readonly asked: string | null;
  readonly mask: Mask;
}

function pageAt(
  { field, items, beside }: Listing,
  { from, number }: Position,
  { list, size, asked, mask }: Question,
) {
  return {
    number,
    items,
    from,
    size,
    asked,
    more: from + size < items.length,
    token: (at: number, page: number) => pageToken(list, at, page),
    // Google leaves out a list that is empty, and the token of the last page.
    body: (shown: readonly object[], next: string | null) =>
      applyMask(mask, {
        ...beside,
        ...(shown.length > 0 ? { [field]: shown } : {}),
        ...(next ? { nextPageToken: next } : {}),
      }) as object,
  };
}

/** The mask of the request, empty when there is none; a text when it is wrong. */
export function maskOf(ask: Ask, known: Mask): Mask | string {
  const fields = ask.req.query('fields');
  if (fields === undefined) return new Map();
  const mask = parseMask(fields);
  const stranger = mask ? strangerIn(mask, known) : fields;
  return mask && !stranger ? mask : `Invalid field selection ${stranger}`;
}

/** A tree of known fields, written as a mask. */
export function knownFields(text: string): Mask {
  return parseMask(text) ?? new Map();
}

function sizeOf(ask: Ask, { sizeName, standardSize, largestSize }: Listing): number | null {
  const text = ask.req.query(sizeName);
  if (text === undefined) return standardSize;
  const size = Number(text);
  return Number.isInteger(size) && size >= 1 && size <= largestSize ? size : null;
}

/** A page token is good for the same path and parameters only. */
function identityOf(ask: Ask): string {
  const url = new URL(ask.req.url);
  const parameters = [...url.searchParams].filter(([name]) => name !== 'pageToken').sort();
  return sha256Of(JSON.stringify([url.pathname, parameters])).slice(0, 12);
}
