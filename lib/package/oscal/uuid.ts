import { createHash } from 'node:crypto';

/** The namespace of the names that Exhibit gives; made once, at random. */
const namespace = Buffer.from('6f1d3c0e5b7a4d1f9a42c8e07b36d915', 'hex');

/** A UUID of version 5 (RFC 9562): the same name has the same one, always and everywhere. */
export function uuidOf(...name: readonly string[]): string {
  const hash = createHash('sha1').update(namespace).update(JSON.stringify(name)).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex', 0, 16);
  return [0, 8, 12, 16, 20].map((from, at) => hex.slice(from, [8, 12, 16, 20, 32][at])).join('-');
}
