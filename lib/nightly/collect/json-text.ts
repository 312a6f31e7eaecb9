const pieceBytes = 64 * 1024;

/**
 * Makes an encoder of UTF-8 bytes as a JSON string, in pieces that share one buffer: a piece is good only until
 * the next one is asked for. A body of any size costs the same memory.
 */
export function jsonText(): (utf8: Buffer) => Generator<Buffer> {
  // A control character of one byte becomes six (\u001f); the quotes come on top.
  const buffer = Buffer.allocUnsafeSlow(pieceBytes * 6 + 2);
  return function* (utf8) {
    for (let at = 0, end = 0; at === 0 || at < utf8.length; at = end) {
      end = boundary(utf8, at + pieceBytes);
      const written = buffer.write(JSON.stringify(utf8.toString('utf8', at, end)));
      // The quotes of a piece stay only at the text's own ends.
      yield buffer.subarray(at === 0 ? 0 : 1, end === utf8.length ? written : written - 1);
      if (utf8.length === 0) return;
    }
  };
}

/** The last place at or before `at` that is not inside a character. */
function boundary(utf8: Buffer, at: number): number {
  if (at >= utf8.length) return utf8.length;
  let end = at;
  while (((utf8[end] ?? 0) & 0xc0) === 0x80) end--;
  return end;
}
