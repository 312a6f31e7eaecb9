/** More of one file is not unpacked, whatever the zip says. */
const most = 512 * 1024 * 1024;

interface Entry {
  readonly deflated: boolean;
  readonly packed: number;
  readonly offset: number;
}

/** Reads texts of a zip without taking the whole of it into memory. */
export interface ZipFiles {
  readonly names: readonly string[];
  /** Null where there is no such file. Throws with a sentence where it cannot be unpacked. */
  text(name: string): Promise<string | null>;
}

/** Throws with a sentence where it is no zip, or one of a form that packages do not have. */
export async function zipFiles(file: Blob): Promise<ZipFiles> {
  const entries = await directory(file);
  return {
    names: [...entries.keys()],
    async text(name) {
      const entry = entries.get(name);
      return entry ? await unpacked(file, entry, name) : null;
    },
  };
}

async function view(file: Blob, from: number, to: number): Promise<DataView> {
  return new DataView(await file.slice(from, to).arrayBuffer());
}

async function directory(file: Blob): Promise<ReadonlyMap<string, Entry>> {
  const from = Math.max(0, file.size - 65_557);
  const tail = await view(file, from, file.size);
  let at = tail.byteLength - 22;
  while (at >= 0 && tail.getUint32(at, true) !== 0x06054b50) at--;
  if (at < 0) throw new Error('This is no zip.');
  const [size, offset] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  if (offset === 0xffffffff || tail.getUint16(at + 10, true) === 0xffff)
    throw new Error('This zip is too large for the page: unpack it, and choose its index.html.');
  return listed(await view(file, offset, offset + size));
}

function listed(records: DataView): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  let at = 0;
  while (at + 46 <= records.byteLength && records.getUint32(at, true) === 0x02014b50) {
    const name = records.getUint16(at + 28, true);
    const bytes = new Uint8Array(records.buffer, records.byteOffset + at + 46, name);
    entries.set(new TextDecoder().decode(bytes), {
      deflated: records.getUint16(at + 10, true) === 8,
      packed: records.getUint32(at + 20, true),
      offset: records.getUint32(at + 42, true),
    });
    at += 46 + name + records.getUint16(at + 30, true) + records.getUint16(at + 32, true);
  }
  return entries;
}

async function unpacked(file: Blob, { deflated, offset, packed }: Entry, name: string): Promise<string> {
  const local = await view(file, offset, offset + 30);
  if (local.byteLength < 30 || local.getUint32(0, true) !== 0x04034b50)
    throw new Error(`${name} is not where the zip says.`);
  const start = offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
  const content = file.slice(start, start + packed).stream();
  const stream = deflated ? content.pipeThrough(new DecompressionStream('deflate-raw')) : content;
  return await textOf(stream, name);
}

async function textOf(stream: ReadableStream<Uint8Array>, name: string): Promise<string> {
  const [decoder, reader] = [new TextDecoder(), stream.getReader()];
  let [text, size] = ['', 0];
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Error(`${name} of this zip cannot be unpacked.`);
    });
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > most) throw new Error(`${name} of this zip is too large.`);
    text += decoder.decode(value, { stream: true });
  }
}
