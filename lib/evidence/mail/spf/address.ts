export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Addresses that have their first `bits` in common. */
export interface Network extends Address {
  readonly bits: number;
}

/** The bits of a family's addresses. */
export const widths = { 4: 32, 6: 128 } as const;

/** An address as RFC 7208 and RFC 4291 write it; null when it is none. */
export function addressOf(text: string): Address | null {
  return text.includes(':') ? address6(text) : address4(text);
}

/** The address that a mail server sees: IPv4 in IPv6 is IPv4 (RFC 7208, 5). */
export function asSeen(address: Address): Address {
  const mapped = address.family === 6 && address.value >> 32n === 0xffffn;
  return mapped ? { family: 4, value: address.value & 0xffffffffn } : address;
}

export function firstOf({ bits, family, value }: Network): bigint {
  const free = BigInt(widths[family] - bits);
  return (value >> free) << free;
}

/** How many addresses a network has. */
export function sizeOf({ bits, family }: Network): bigint {
  return 1n << BigInt(widths[family] - bits);
}

export function contains(network: Network, { family, value }: Address): boolean {
  if (family !== network.family) return false;
  const free = BigInt(widths[family] - network.bits);
  return value >> free === network.value >> free;
}

/** As the macro `%{i}` writes it: IPv6 digit by digit. */
export function dotted({ family, value }: Address): string {
  const [step, radix, digits] = family === 4 ? [8n, 10, 4] : [4n, 16, 32];
  const parts = Array.from({ length: digits }, (_, at) =>
    ((value >> (step * BigInt(digits - 1 - at))) & ((1n << step) - 1n)).toString(radix),
  );
  return parts.join('.');
}

function address4(text: string): Address | null {
  const parts = text.split('.');
  const ok =
    parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return ok ? { family: 4, value: parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) } : null;
}

function address6(text: string): Address | null {
  const halves = text.split('::');
  const [head, tail] = halves.map(groupsOf);
  if (!head || halves.length > 2 || tail === null) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return null;
  const groups = tail ? [...head, ...Array<bigint>(missing).fill(0n), ...tail] : head;
  return { family: 6, value: groups.reduce((sum, group) => sum * 65_536n + group, 0n) };
}

/** The groups of sixteen bits on one side of `::`; the last two may be written as IPv4. */
function groupsOf(side: string): readonly bigint[] | null {
  if (side === '') return [];
  const groups: bigint[] = [];
  const parts = side.split(':');
  for (const [at, part] of parts.entries()) {
    const four = at === parts.length - 1 && part.includes('.') ? address4(part) : null;
    if (four) groups.push(four.value >> 16n, four.value & 0xffffn);
    else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}
