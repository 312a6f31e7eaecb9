const pieceBytes = 64 * 1024;

/** The most that may stand before a text in its first piece. */
const headBytes = 64 * 1024;

/** A control character of one byte becomes six (\u001f). */
const mostBytesPerByte = 6;

/** With the quotes. */
const largestBytes = headBytes + pieceBytes * mostBytesPerByte + 2;

/**
 * Makes an encoder of UTF-8 bytes as a JSON string, in pieces that share one buffer: a piece is good only until
 * the next one is asked for. A body of any size costs the same memory.
 */
export function jsonText(): (utf8: Buffer, head?: string) => Generator<Buffer> {
  let buffer = Buffer.alloc(0);
  /** As large as the largest piece so far: most bodies are short, and each dataset has a buffer of its own. */
  const grow = (bytes: number): void => {
    if (buffer.length < bytes)
      buffer = Buffer.allocUnsafeSlow(Math.max(bytes, Math.min(largestBytes, buffer.length * 2)));
  };
  return function* (utf8, head = '') {
    if (Buffer.byteLength(head) > headBytes) {
      yield Buffer.from(head);
      head = '';
    }
    for (let at = 0, end = 0; at === 0 || at < utf8.length; at = end) {
      end = boundary(utf8, at + pieceBytes);
      grow((at === 0 ? Buffer.byteLength(head) : 0) + (end - at) * mostBytesPerByte + 2);
      const start = at === 0 ? buffer.write(head) : 0;
      const written = start + buffer.write(JSON.stringify(utf8.toString('utf8', at, end)), start);
      yield withoutInnerQuotes(buffer, { at, start, end, written, whole: utf8.length });
      if (utf8.length === 0) return;
    }
  };
}

interface Piece {
  readonly at: number;
  readonly start: number;
  readonly end: number;
  readonly written: number;
  readonly whole: number;
}

/** The quotes of a piece stay only at the text's own ends. */
function withoutInnerQuotes(buffer: Buffer, { at, start, end, written, whole }: Piece): Buffer {
  return buffer.subarray(at === 0 ? 0 : start + 1, end === whole ? written : written - 1);
}

/** The last place at or before `at` that is not inside a character. */
function boundary(utf8: Buffer, at: number): number {
  if (at >= utf8.length) return utf8.length;
  let end = at;
  while (((utf8[end] ?? 0) & 0xc0) === 0x80) end--;
  return end;
}
