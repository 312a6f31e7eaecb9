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
  const tags: Tag[] = [];
  for (const part of record.split(';')) {
    const text = trimmed(part);
    if (text === '') continue;
    const [, written = '', value = ''] = /^([A-Za-z]\w*)[ \t\r\n]*=(.*)$/s.exec(text) ?? [];
    const name = foldNames ? written.toLowerCase() : written;
    if (name === '' || tags.some((tag) => tag.name === name)) return null;
    tags.push({ name, value: trimmed(value) });
  }
  return tags;
}

export function tagValue(tags: readonly Tag[], name: string): string | undefined {
  return tags.find((tag) => tag.name === name)?.value;
}

/** White space as the grammars mean it: no other kind of blank. */
function trimmed(text: string): string {
  return text.replace(/^[ \t\r\n]+/, '').replace(/[ \t\r\n]+$/, '');
}
