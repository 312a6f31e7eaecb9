/** Memory that is taken and dropped for each of many short files would keep the collector of garbage busy. */
const firstBytes = 4 * 1024;
const mostBytes = 128 * 1024;
/** No UTF-16 code unit takes more in UTF-8. */
const mostBytesPerUnit = 3;

/** Lines as the bytes that a file gets. */
export interface LineBuffer {
  add(line: string): void;
  /** What is held: other bytes as soon as a line is added. */
  held(): Buffer;
  /** Hands on what is held, and holds nothing afterwards. */
  flush(): void;
}

/**
 * Holds lines in one buffer that is used again and again: a million lines leave no garbage behind. It grows with what
 * comes, up to 128 KiB.
 * @param full takes the bytes whenever the buffer is full. They are others as soon as it returns.
 */
export function lineBuffer(full: (chunk: Buffer) => void): LineBuffer {
  let buffer = Buffer.allocUnsafeSlow(firstBytes);
  let filled = 0;
  const flush = (): void => {
    if (filled > 0) full(buffer.subarray(0, filled));
    filled = 0;
  };
  const grow = (most: number): void => {
    const larger = Buffer.allocUnsafeSlow(Math.min(mostBytes, Math.max(filled + most, buffer.length * 2)));
    buffer.copy(larger, 0, 0, filled);
    buffer = larger;
  };
  return {
    add(line) {
      const most = line.length * mostBytesPerUnit + 1;
      if (most > buffer.length - filled && buffer.length < mostBytes) grow(most);
      if (most > buffer.length - filled) flush();
      if (most > buffer.length) return full(Buffer.from(`${line}\n`));
      filled += buffer.write(line, filled);
      buffer[filled++] = 10;
    },
    held: () => buffer.subarray(0, filled),
    flush,
  };
}
