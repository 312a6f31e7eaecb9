import type { Locker } from '../../locker/locker.ts';
import { readPartInto } from '../../locker/read-part.ts';
import type { LineDecoder } from './line-decoder.ts';

/** Of the locker, what reading a part of a file takes. */
export type PartReader = Pick<Locker, 'readPart' | 'pathOf'>;

/** Lines of one night in a file that may be anywhere. What has to be fetched is fetched piece by piece, the next one ahead. */
export interface Track {
  /** Some lines; none at the end. Nights that say the same have the very same ones. */
  readonly lines: readonly string[];
  /** Goes on to the next lines. Returns false when more has to be fetched before `lines` says anything. */
  next(): boolean;
  /** Does all of its work at once where the file lies on this machine. */
  fetch(): Promise<void>;
}

/** What one piece of each night takes together: the same for a month and for ten years. */
const piecesBytes = 8 << 20;
const largestPiece = 64 << 10;
const smallestPiece = 8 << 10;

/** How much of each night is read at once, when so many are walked together. */
export function pieceBytesFor(nights: number): number {
  return Math.max(smallestPiece, Math.min(largestPiece, Math.floor(piecesBytes / Math.max(1, nights))));
}

export interface TrackPlace {
  readonly key: string;
  readonly offset: number;
  readonly bytes: number;
}

/** So much is made into lines at once: what is made is garbage soon, and less of it outlives its use. */
const windowBytes = 4 << 10;

/** Throws when the file ends before the part does: lines that are not there must not read as lines that never were. */
export function openTrack(
  reader: PartReader,
  { key, offset, bytes }: TrackPlace,
  decoder: LineDecoder,
  pieceBytes = largestPiece,
): Track {
  const path = reader.pathOf?.(key) ?? null;
  const end = offset + bytes;
  let [at, lines] = [offset, [] as readonly string[]];
  /** Read and not yet made into lines: from `from` to `to`. */
  let [held, from, to] = [Buffer.alloc(0) as Buffer, 0, 0];
  let ahead: Promise<Buffer> | undefined;

  const isAllRead = (): boolean => at >= end && ahead === undefined;
  const cutOff = (): Error => new Error(`${key} ends before its byte ${at}.`);
  const take = (): number => {
    const wanted = Math.min(pieceBytes, end - at);
    at += wanted;
    return wanted;
  };
  const makeLines = (): boolean => {
    const cut = windowEnd(held, from, to, isAllRead());
    if (cut === from) return false;
    lines = decoder.decode(held.subarray(from, cut));
    from = cut;
    return lines.length > 0;
  };
  const readHere = (file: string): void => {
    const [rest, wanted] = [to - from, take()];
    const before = held;
    if (held.length < rest + wanted) held = decoder.lend(rest + wanted);
    before.copy(held, 0, from, to);
    if (before !== held) decoder.takeBack(before);
    [from, to] = [0, rest + wanted];
    if (readPartInto(file, at - wanted, held.subarray(rest, to)) !== wanted) throw cutOff();
  };
  const order = (): Promise<Buffer> | undefined => {
    const wanted = take();
    if (wanted === 0) return undefined;
    const piece = reader.readPart(key, at - wanted, wanted).then((found) => {
      if (found?.length === wanted) return found;
      throw cutOff();
    });
    // Whoever fetches hears of it.
    piece.catch(() => {});
    return piece;
  };
  const receive = async (): Promise<void> => {
    const piece = (await (ahead ?? order())) ?? Buffer.alloc(0);
    ahead = order();
    held = from < to ? Buffer.concat([held.subarray(from, to), piece]) : piece;
    [from, to] = [0, held.length];
  };

  return {
    get lines() {
      return lines;
    },
    next() {
      lines = [];
      if (makeLines()) return true;
      if (isAllRead() && path !== null) {
        decoder.takeBack(held);
        held = Buffer.alloc(0);
        from = to = 0;
      }
      return isAllRead();
    },
    async fetch() {
      while (!isAllRead()) {
        if (path !== null) readHere(path);
        else await receive();
        if (makeLines()) return;
      }
    },
  };
}

/** Where whole lines end that make about a window; where none ends yet, where they begin. */
function windowEnd(bytes: Buffer, from: number, to: number, isLast: boolean): number {
  const near = from + windowBytes;
  if (isLast && to <= near) return to;
  const within = bytes.lastIndexOf(10, Math.min(near, to) - 1) + 1;
  if (within > from) return within;
  const beyond = bytes.indexOf(10, near) + 1;
  if (beyond > from && beyond <= to) return beyond;
  return isLast ? to : from;
}
