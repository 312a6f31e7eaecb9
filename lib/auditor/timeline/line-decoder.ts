/** Makes lines of the bytes of whole ones, and lends the buffers that these are read into. */
export interface LineDecoder {
  /** The bytes may be written to afterwards. */
  decode(bytes: Buffer): readonly string[];
  /** A buffer of so many bytes at least. */
  lend(bytes: number): Buffer;
  /** Takes back one that was lent, when nothing in it is needed any more. */
  takeBack(buffer: Buffer): void;
}

/** Sizes are multiples of this, so that a buffer fits again where a little more or less is to be read. */
const granule = 8 << 10;

/**
 * A decoder that makes the same lines of bytes that are the same as those just before: most nights say what the night
 * before them said, and then they are neither decoded, kept nor compared again.
 */
export function lineDecoder(): LineDecoder {
  let known = Buffer.alloc(0);
  let filled = 0;
  let lines: readonly string[] = [];
  const free: Buffer[] = [];
  return {
    decode(bytes) {
      if (bytes.length === filled && known.subarray(0, filled).equals(bytes)) return lines;
      if (known.length < bytes.length) known = Buffer.allocUnsafeSlow(bytes.length);
      known.set(bytes);
      filled = bytes.length;
      lines = linesOf(bytes.toString('utf8'));
      return lines;
    },
    lend(bytes) {
      const size = Math.ceil(bytes / granule) * granule;
      const fitting = free.findIndex((buffer) => buffer.length === size);
      return fitting < 0 ? Buffer.allocUnsafeSlow(size) : (free.splice(fitting, 1)[0] as Buffer);
    },
    takeBack(buffer) {
      if (buffer.length > 0) free.push(buffer);
    },
  };
}

function linesOf(text: string): readonly string[] {
  const lines = text === '' ? [] : text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
