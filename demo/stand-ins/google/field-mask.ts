/** A `fields` mask as a tree. A node without children keeps everything below it. */
export type Mask = Map<string, Mask>;

/** Reads `a,b(c,d/e),f/*`. Null when the text is no mask. */
export function parseMask(text: string): Mask | null {
  const tokens = text.match(/[A-Za-z0-9_@*-]+|[,()/]|./g) ?? [];
  const mask: Mask = new Map();
  return parseList(tokens, mask) && tokens.length === 0 ? mask : null;
}

/** The value with only what the mask names. Lists are masked item by item. */
export function applyMask(mask: Mask, value: unknown): unknown {
  if (mask.size === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => applyMask(mask, entry));
  const kept = Object.entries(value).flatMap(([key, inner]) => {
    const below = mask.get(key) ?? mask.get('*');
    return below ? [[key, applyMask(below, inner)] as const] : [];
  });
  return Object.fromEntries(kept);
}

/** The first name in the mask that the known tree does not have, or null when it has them all. */
export function strangerIn(mask: Mask, known: Mask): string | null {
  for (const [name, below] of mask) {
    if (name === '*') continue;
    const there = known.get(name);
    if (!there) return name;
    const stranger = there.size > 0 ? strangerIn(below, there) : null;
    if (stranger) return stranger;
  }
  return null;
}

/** Takes a list off the front of the tokens. False when there is none. */
function parseList(tokens: string[], into: Mask): boolean {
  do {
    if (!parsePath(tokens, into)) return false;
  } while (take(tokens, ','));
  return true;
}

function parsePath(tokens: string[], into: Mask): boolean {
  const name = tokens.shift();
  if (!name || !/^[A-Za-z0-9_@*-]+$/.test(name)) return false;
  const below = into.get(name) ?? new Map();
  into.set(name, below);
  if (take(tokens, '/')) return parsePath(tokens, below);
  if (take(tokens, '(')) return parseList(tokens, below) && take(tokens, ')');
  return true;
}

function take(tokens: string[], token: string): boolean {
  if (tokens[0] !== token) return false;
  tokens.shift();
  return true;
}
