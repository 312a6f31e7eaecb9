import type { Locker } from '../../locker/locker.ts';
import { readPartInto } from '../../locker/read-part.ts';
import type { LineDecoder } from './line-decoder.ts';

/** Of the locker, what reading a part of a file takes. */
export type PartReader = Pick<Locker, 'readPart' | 'pathOf'>;

/** Lines of one night in a file that may be anywhere. What has to be fetched is fetched piece by piece, the next one ahead. */
export interface Track {
  /** The line that is next; null at the end. */
  readonly line: string | null;
  /** Takes the next line. Returns false when more has to be fetched before `line` says anything. */
  advance(): boolean;
  /** Does all of its work at once where the file lies on this machine. */
  fetch(): Promise<void>;
}

/** What one piece of each night takes together: the same for a month and for ten years. */
const piecesBytes = 16 << 20;
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

/** Throws when the file ends before the part does: lines that are not there must not read as lines that never were. */
export function openTrack(
  reader: PartReader,
  { key, offset, bytes }: TrackPlace,
  decoder: LineDecoder,
  pieceBytes = largestPiece,
): Track {
  const path = reader.pathOf?.(key) ?? null;
  const end = offset + bytes;
  let [at, rest, lines, index] = [offset, Buffer.alloc(0) as Buffer, [] as readonly string[], 0];
  let ahead: Promise<Buffer> | undefined;

  const next = (): number => Math.min(pieceBytes, end - at);
  const cutOff = (): Error => new Error(`${key} ends before its byte ${at}.`);
  const take = (all: Buffer): void => {
    const last = at >= end && ahead === undefined;
    const cut = last ? all.length : all.lastIndexOf(10) + 1;
    rest = Buffer.from(all.subarray(cut));
    lines = decoder.decode(all.subarray(0, cut));
    index = 0;
  };
  const readHere = (file: string): void => {
    const wanted = next();
    const all = decoder.room(rest.length + wanted);
    all.set(rest);
    const read = readPartInto(file, at, all.subarray(rest.length));
    at += wanted;
    if (read !== wanted) throw cutOff();
    take(all);
  };
  const order = (): Promise<Buffer> | undefined => {
    const wanted = next();
    if (wanted === 0) return undefined;
    at += wanted;
    const piece = reader.readPart(key, at - wanted, wanted).then((found) => {
      if (found?.length === wanted) return found;
      throw cutOff();
    });
    // Whoever fetches hears of it.
    piece.catch(() => {});
    return piece;
  };

  return {
    get line() {
      return lines[index] ?? null;
    },
    advance() {
      index++;
      return index < lines.length || (at >= end && ahead === undefined);
    },
    async fetch() {
      while (at < end || ahead !== undefined) {
        if (path !== null) readHere(path);
        else {
          const piece = await (ahead ?? order());
          ahead = order();
          if (piece) take(rest.length > 0 ? Buffer.concat([rest, piece]) : piece);
        }
        if (lines.length > 0) return;
      }
    },
  };
}
