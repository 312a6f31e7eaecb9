/** Makes lines of the bytes of whole ones. */
export interface LineDecoder {
  /** What it is given may not be written to afterwards, unless it came from `room`. */
  decode(bytes: Buffer): readonly string[];
  /** A buffer of so many bytes, to be filled and given to `decode` before the next one is asked for. */
  room(bytes: number): Buffer;
}

/**
 * A decoder that makes the same lines of bytes that are the same as those just before: most nights say what the night
 * before them said, and then they are neither decoded, kept nor compared again. It reads into two buffers by turns.
 */
export function lineDecoder(): LineDecoder {
  let known: { readonly bytes: Buffer; readonly lines: readonly string[] } | undefined;
  const rooms: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  return {
    decode(bytes) {
      if (!known?.bytes.equals(bytes)) known = { bytes, lines: linesOf(bytes.toString('utf8')) };
      return known.lines;
    },
    room(bytes) {
      const at = known?.bytes.buffer === rooms[0].buffer ? 1 : 0;
      if (rooms[at].length < bytes) rooms[at] = Buffer.allocUnsafeSlow(bytes);
      return rooms[at].subarray(0, bytes);
    },
  };
}

function linesOf(text: string): readonly string[] {
  const lines = text === '' ? [] : text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
