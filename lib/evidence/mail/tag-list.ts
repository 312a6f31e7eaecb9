export interface Tag {
  readonly name: string;
  readonly value: string;
}

/**
 * The tags of a DKIM or DMARC record (`v=DMARC1; p=reject`), in their order. Null when it is no such list: a part without
 * `=`, a name that is none, or one that is given twice, which makes all of it invalid (RFC 6376, 3.2). Empty parts, which
 * the grammar does not know, are passed over as verifiers do.
 */
export function tagsOf(record: string, { foldNames = false } = {}): readonly Tag[] | null {
  const tags = new Map<string, Tag>();
  for (const part of record.split(';')) {
    const text = trimmed(part);
    if (text === '') continue;
    const [, written = '', value = ''] = /^([A-Za-z]\w*)[ \t\r\n]*=(.*)$/s.exec(text) ?? [];
    const name = foldNames ? written.toLowerCase() : written;
    if (name === '' || tags.has(name)) return null;
    tags.set(name, { name, value: trimmed(value) });
  }
  return [...tags.values()];
}

export function tagValue(tags: readonly Tag[], name: string): string | undefined {
  return tags.find((tag) => tag.name === name)?.value;
}

const blanks = ' \t\r\n';

/** Without white space at its ends, as the grammars mean it: no other kind of blank. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && blanks.includes(text.charAt(start))) start++;
  while (end > start && blanks.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
