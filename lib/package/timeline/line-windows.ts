/** Some lines of a night, told apart: the very same object for the very same bytes. */
export type WindowId = Readonly<Record<never, never>>;

/** Tells apart what nights say, some lines at a time, and lends the buffers that these are read into. */
export interface LineWindows {
  /** The same as for the bytes before where these are the same, which may be written to afterwards. */
  idOf(bytes: Buffer): WindowId;
  /** A buffer of so many bytes at least. */
  lend(bytes: number): Buffer;
  /** Takes back one that was lent, when nothing in it is needed any more. */
  takeBack(buffer: Buffer): void;
}

/** Sizes are multiples of this, so that a buffer fits again where a little more or less is to be read. */
const granule = 8 << 10;

/** Most nights say what the night before them said, and then they are neither decoded nor compared line by line. */
export function lineWindows(): LineWindows {
  let known = Buffer.alloc(0);
  let filled = -1;
  let id: WindowId = {};
  const free: Buffer[] = [];
  return {
    idOf(bytes) {
      if (bytes.length === filled && known.subarray(0, filled).equals(bytes)) return id;
      if (known.length < bytes.length) known = Buffer.allocUnsafeSlow(bytes.length);
      known.set(bytes);
      filled = bytes.length;
      id = {};
      return id;
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
