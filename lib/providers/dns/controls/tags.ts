/**
 * The tags of a DMARC or DKIM record (`v=DMARC1; p=reject`), by name in lower case. Null when one is given twice: then
 * the whole list is invalid (RFC 6376, 3.2).
 */
export function tagsOf(record: string): ReadonlyMap<string, string> | null {
  const tags = new Map<string, string>();
  for (const part of record.split(';')) {
    const [name = '', ...value] = part.split('=');
    const key = name.trim().toLowerCase();
    if (tags.has(key)) return null;
    if (key !== '') tags.set(key, value.join('=').trim());
  }
  return tags;
}
