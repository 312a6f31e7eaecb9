/** A zip whose files are stored as they are, dated 1 January 1980. Names are ASCII. */
export function zip(files: readonly (readonly [name: string, text: string])[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [name, text] of files) {
    const [path, content] = [encoder.encode(name), encoder.encode(text)];
    const common = [
      20,
      0,
      0,
      0,
      33,
      ...halves(crc(content)),
      ...halves(content.length),
      ...halves(content.length),
      path.length,
      0,
    ];
    const local = bytesOf(0x4b50, 0x0403, ...common);
    directory.push(bytesOf(0x4b50, 0x0201, 20, ...common, 0, 0, 0, 0, 0, ...halves(at)), path);
    parts.push(local, path, content);
    at += local.length + path.length + content.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = bytesOf(0x4b50, 0x0605, 0, 0, files.length, files.length, ...halves(size), ...halves(at), 0);
  return joined([...parts, ...directory, end]);
}

const encoder = new TextEncoder();

/** Numbers of two bytes, the low one first. */
function bytesOf(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value & 255, value >>> 8]));
}

function halves(value: number): [number, number] {
  return [value & 0xffff, value >>> 16];
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function crc(bytes: Uint8Array): number {
  let value = -1;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return (value ^ -1) >>> 0;
}
