import { stripVTControlCharacters } from 'node:util';

/** Control characters, line and paragraph separators, marks that turn the writing direction, and tags nobody sees. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;

/**
 * Text from outside (names, addresses, a provider's words) as it may be shown: without what could move the cursor,
 * hide a line, turn the writing direction, or make two different names look the same by a character without width.
 */
export function inert(text: string): string {
  return stripVTControlCharacters(text).toWellFormed().replace(unseen, ' ').trim();
}
