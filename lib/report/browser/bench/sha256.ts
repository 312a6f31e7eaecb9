/** SHA-256 of a text's UTF-8 in hexadecimal: at once, where the browser's own makes each of thousands wait. */
export function sha256(text: string): string {
  const blocks = padded(new TextEncoder().encode(text));
  const state = Uint32Array.from(roots(8, 1 / 2));
  const schedule = new Uint32Array(64);
  for (let at = 0; at < blocks.byteLength; at += 64) mix(state, schedule, blocks, at);
  return [...state].map((value) => value.toString(16).padStart(8, '0')).join('');
}

function padded(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setBigUint64(whole.length - 8, BigInt(bytes.length) * 8n);
  return view;
}

/** The first bits behind the point of roots of the first primes. */
function roots(many: number, power: number): number[] {
  const primes: number[] = [];
  for (let one = 2; primes.length < many; one++)
    if (primes.every((prime) => one % prime !== 0)) primes.push(one);
  return primes.map((prime) => (prime ** power % 1) * 2 ** 32);
}

const constants = Uint32Array.from(roots(64, 1 / 3));
const turn = (value: number, by: number): number => (value >>> by) | (value << (32 - by));

function mix(state: Uint32Array, w: Uint32Array, blocks: DataView, from: number): void {
  const of = (list: Uint32Array, at: number): number => list[at] ?? 0;
  for (let i = 0; i < 16; i++) w[i] = blocks.getUint32(from + i * 4);
  for (let i = 16; i < 64; i++) {
    const [a, b] = [of(w, i - 15), of(w, i - 2)];
    const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    w[i] = of(w, i - 16) + low + of(w, i - 7) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const up = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + up + ((e & f) ^ (~e & g)) + of(constants, i) + of(w, i)) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  for (const [at, value] of [a, b, c, d, e, f, g, h].entries()) state[at] = of(state, at) + value;
}
