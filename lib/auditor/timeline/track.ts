import type { Locker } from '../../locker/locker.ts';

/** Of the locker, what reading a part of a file takes. */
export type PartReader = Pick<Locker, 'readPart'>;

/** Lines of one night in a file that may be anywhere: they are fetched piece by piece, the next one ahead. */
export interface Track {
  /** The line that is next; null at the end. */
  readonly line: string | null;
  /** Takes the next line. Returns false when more has to be fetched before `line` says anything. */
  advance(): boolean;
  fetch(): Promise<void>;
}

/** Small enough that a thousand nights fit into memory, two pieces of each. */
const pieceBytes = 64 * 1024;

export interface TrackPlace {
  readonly key: string;
  readonly offset: number;
  readonly bytes: number;
}

/** Makes lines of whole ones. */
export type LineDecoder = (bytes: Buffer) => readonly string[];

/**
 * A decoder that makes the same lines of bytes that are the same as those just before: most nights say what the night
 * before them said, and then they are neither decoded, kept nor compared again.
 */
export function lineDecoder(): LineDecoder {
  let known: { readonly bytes: Buffer; readonly lines: readonly string[] } | undefined;
  return (bytes) => {
    if (!known?.bytes.equals(bytes)) known = { bytes, lines: linesOf(bytes.toString('utf8')) };
    return known.lines;
  };
}

function linesOf(text: string): readonly string[] {
  const lines = text === '' ? [] : text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Throws when the file ends before the part does: lines that are not there must not read as lines that never were. */
export function openTrack(
  reader: PartReader,
  { key, offset, bytes }: TrackPlace,
  decode: LineDecoder = lineDecoder(),
): Track {
  const end = offset + bytes;
  let [at, rest, lines, index] = [offset, Buffer.alloc(0) as Buffer, [] as readonly string[], 0];
  let ahead: Promise<Buffer> | undefined;

  const order = (): Promise<Buffer> | undefined => {
    if (at >= end) return undefined;
    const wanted = Math.min(pieceBytes, end - at);
    at += wanted;
    const piece = reader.readPart(key, at - wanted, wanted).then((found) => {
      if (found?.length === wanted) return found;
      throw new Error(`${key} ends before its byte ${at}.`);
    });
    // Whoever fetches hears of it.
    piece.catch(() => {});
    return piece;
  };
  const take = (piece: Buffer, last: boolean): void => {
    const all = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const cut = last ? all.length : all.lastIndexOf(10) + 1;
    rest = Buffer.from(all.subarray(cut));
    lines = decode(all.subarray(0, cut));
    index = 0;
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
      do {
        const piece = await (ahead ?? order());
        ahead = order();
        if (piece === undefined) return;
        take(piece, ahead === undefined && at >= end);
      } while (lines.length === 0);
    },
  };
}
