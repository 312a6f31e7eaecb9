/** Memory that is taken and dropped for each of many short files would keep the collector of garbage busy. */
const firstBytes = 4 * 1024;
const mostBytes = 128 * 1024;
/** Lines are joined up to so many characters before they become bytes: a call for each short line costs more than its bytes. */
const joinedChars = 8 * 1024;
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
  let lines: string[] = [];
  let chars = 0;
  const handOn = (): void => {
    if (filled > 0) full(buffer.subarray(0, filled));
    filled = 0;
  };
  const grow = (most: number): void => {
    const larger = Buffer.allocUnsafeSlow(Math.min(mostBytes, Math.max(filled + most, buffer.length * 2)));
    buffer.copy(larger, 0, 0, filled);
    buffer = larger;
  };
  const put = (text: string): void => {
    const most = text.length * mostBytesPerUnit;
    if (most > buffer.length - filled && buffer.length < mostBytes) grow(most);
    if (most > buffer.length - filled) handOn();
    if (most > buffer.length) full(Buffer.from(text));
    else filled += buffer.write(text, filled);
  };
  const encode = (): void => {
    if (lines.length > 0) put(`${lines.join('\n')}\n`);
    lines = [];
    chars = 0;
  };
  return {
    add(line) {
      lines.push(line);
      chars += line.length;
      if (chars > joinedChars) encode();
    },
    held() {
      encode();
      return buffer.subarray(0, filled);
    },
    flush() {
      encode();
      handOn();
    },
  };
}
