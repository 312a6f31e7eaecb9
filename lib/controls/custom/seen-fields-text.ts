/** Enough to see why, without copying the record. */
const most = 5;
const longest = 80;

/** The fields that an expression read, in words. */
export function seenAsText(seen: ReadonlyMap<string, unknown>): string {
  const fields = [...seen].slice(0, most).map(([name, value]) => `${name} is ${asText(value)}`);
  return seen.size > most ? `${fields.join(', ')}, …` : fields.join(', ');
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
