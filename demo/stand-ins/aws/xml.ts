/** XML with each member as an element and each entry of a list as `<member>`, as AWS's query protocol writes it. */
export function xmlOf(value: unknown): string {
  if (Array.isArray(value)) return value.map((entry) => `<member>${xmlOf(entry)}</member>`).join('');
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, inner]) =>
        isEntries(inner) ? `<${name}>${entriesOf(inner)}</${name}>` : element(name, inner),
      )
      .join('');
  return value === null || value === undefined ? '' : escaped(String(value));
}

/** A map, which this protocol writes as a list of keys and values. */
export interface Entries {
  readonly entries: Readonly<Record<string, unknown>>;
}

function element(name: string, value: unknown): string {
  const [tag, namespace] = name.split(' ', 2);
  const attribute = namespace === undefined ? '' : ` xmlns="${namespace}"`;
  return `<${tag}${attribute}>${xmlOf(value)}</${tag}>`;
}

function isEntries(value: unknown): value is Entries {
  return (
    typeof value === 'object' && value !== null && 'entries' in value && typeof value.entries === 'object'
  );
}

function entriesOf({ entries }: Entries): string {
  return Object.entries(entries ?? {})
    .map(([key, value]) => `<entry><key>${escaped(key)}</key><value>${xmlOf(value)}</value></entry>`)
    .join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
