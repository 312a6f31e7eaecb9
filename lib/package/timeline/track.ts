import type { Locker } from '../../locker/locker.ts';
import { readPartInto } from '../../locker/read-part.ts';
import type { LineWindows, WindowId } from './line-windows.ts';

/** Of the locker, what reading a part of a file takes. */
export type PartReader = Pick<Locker, 'readPart' | 'pathOf'>;

/** Lines of one night in a file that may be anywhere. What has to be fetched is fetched piece by piece, the next one ahead. */
export interface Track {
  /** Some lines, of which nights that say the same have the very same; null at the end. */
  readonly window: WindowId | null;
  /** The line of these that is next. It is made when it is asked for, and so is garbage soon. */
  readonly line: string;
  /** Takes the line. Returns false when it was the last of these. */
  advance(): boolean;
  /** Goes on to the next lines. Returns false when more has to be fetched before there is any. */
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

/** So much is held against the night before at once. */
const windowBytes = 4 << 10;

/** Throws when the file ends before the part does: lines that are not there must not read as lines that never were. */
export function openTrack(
  reader: PartReader,
  { key, offset, bytes }: TrackPlace,
  windows: LineWindows,
  pieceBytes = largestPiece,
): Track {
  const path = reader.pathOf?.(key) ?? null;
  const end = offset + bytes;
  let at = offset;
  /** Read and not yet taken: from `from` to `to`, and up to `cut` it is compared. */
  let [held, from, cut, to] = [Buffer.alloc(0) as Buffer, 0, 0, 0];
  /** Where the line ends that begins at `from`. */
  let lineEnd = 0;
  let window: WindowId | null = null;
  let ahead: Promise<Buffer> | undefined;

  const isAllRead = (): boolean => at >= end && ahead === undefined;
  const cutOff = (): Error => new Error(`${key} ends before its byte ${at}.`);
  const take = (): number => {
    const wanted = Math.min(pieceBytes, end - at);
    at += wanted;
    return wanted;
  };
  const findLine = (): void => {
    const newline = held.indexOf(10, from);
    lineEnd = newline < 0 || newline >= cut ? cut : newline;
  };
  const open = (): boolean => {
    cut = windowEnd(held, from, to, isAllRead());
    window = cut > from ? windows.idOf(held.subarray(from, cut)) : null;
    findLine();
    return window !== null;
  };
  const readHere = (file: string): void => {
    const [rest, wanted] = [to - from, take()];
    const before = held;
    if (held.length < rest + wanted) held = windows.lend(rest + wanted);
    before.copy(held, 0, from, to);
    if (before !== held) windows.takeBack(before);
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
    get window() {
      return window;
    },
    get line() {
      return held.toString('utf8', from, lineEnd);
    },
    advance() {
      from = Math.min(lineEnd + 1, cut);
      findLine();
      return from < cut;
    },
    next() {
      from = cut;
      if (open()) return true;
      if (isAllRead() && path !== null) {
        windows.takeBack(held);
        held = Buffer.alloc(0);
        from = cut = to = 0;
      }
      return isAllRead();
    },
    async fetch() {
      while (!isAllRead()) {
        if (path !== null) readHere(path);
        else await receive();
        if (open()) return;
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
