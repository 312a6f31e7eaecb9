import { isUtf8 } from 'node:buffer';
import { CollectError } from '../evidence/problem.ts';

/** A body's text. Throws `malformed` where it is not in UTF-8. Replaced characters would make another name or address of what came, and nobody would see it. */
export function textOf(body: Buffer): string {
  if (isUtf8(body)) return body.toString('utf8', hasByteOrderMark(body) ? 3 : 0);
  throw new CollectError(
    'malformed',
    'The answer is not in UTF-8. Look at the raw answer, and check for a proxy in between.',
  );
}

/** The mark is no part of the text. */
function hasByteOrderMark(body: Buffer): boolean {
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
}
