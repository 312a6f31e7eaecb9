/** An element of an XML document, without its attributes. */
export interface Element {
  readonly name: string;
  readonly children: Element[];
  /** The text directly in it. */
  text: string;
}

const token =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w:.-]+)\s*>|<([\w:.-]+)(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>|([^<]+)/y;

/** Reads the subset of XML that AWS answers in: no document type, no attributes of meaning. Null for what is none. */
export function parseXml(document: string): Element | null {
  const top: Element = { name: '', children: [], text: '' };
  const open = [top];
  token.lastIndex = 0;
  while (token.lastIndex < document.length) {
    const found = token.exec(document);
    const inside = open.at(-1);
    if (!found || !inside) return null;
    const [, raw, closed, opened, empty, text] = found;
    if (opened !== undefined) enter(opened, empty === '/', inside, open);
    else if (closed !== undefined && open.pop()?.name !== closed) return null;
    else inside.text += raw ?? withoutEntities(text ?? '');
  }
  const [root, ...others] = top.children;
  return root && others.length === 0 && open.length === 1 && top.text.trim() === '' ? root : null;
}

function enter(name: string, isEmpty: boolean, inside: Element, open: Element[]): void {
  const element: Element = { name, children: [], text: '' };
  inside.children.push(element);
  if (!isEmpty) open.push(element);
}

const named: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };

function withoutEntities(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (entity, hex, decimal, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    if (name !== undefined) return named[name] ?? entity;
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
