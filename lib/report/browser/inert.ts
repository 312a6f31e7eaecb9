/**
 * What cannot be seen, or moves what can: control characters, marks of direction, characters without width, tags,
 * variation selectors, private and unassigned ones, and lone halves of a pair. A line break in evidence is shown too.
 */
const unseen =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/u;

/** Text as nodes: as it is, with its unseen characters replaced by their visible names, each apart from the rest. */
export function inert(text: string): Node[] {
  if (!unseen.test(text)) return broken(text);
  return pieces(text).flatMap(({ seen, value }): Node[] => {
    if (seen) return broken(value);
    const mark = document.createElement('span');
    mark.className = 'unseen';
    mark.textContent = value;
    return [mark];
  });
}

/** An address is broken before its domain, where it has to be. */
function broken(text: string): Node[] {
  const [first = '', ...rest] = text.split(/(?=@)/);
  return [
    document.createTextNode(first),
    ...rest.flatMap((piece) => [document.createElement('wbr'), document.createTextNode(piece)]),
  ];
}

/** The same for where only text can stand: titles, labels, announcements. */
export function inertText(text: string): string {
  return unseen.test(text)
    ? pieces(text)
        .map(({ value }) => value)
        .join('')
    : text;
}

function pieces(text: string): { seen: boolean; value: string }[] {
  const found: { seen: boolean; value: string }[] = [];
  for (const character of text) {
    const seen = !unseen.test(character);
    const value = seen ? character : nameOf(character);
    const last = found.at(-1);
    if (last?.seen && seen) last.value += value;
    else found.push({ seen, value });
  }
  return found;
}

function nameOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `‹U+${point.toString(16).toUpperCase().padStart(4, '0')}›`;
}
