/** Whether what was expected of a vault says who is named for it, and not only how many are to have it. */
export function namesPeopleIn(expected: string): boolean {
  return /^nobody is named for it$|^everyone\b|(^|[, ])(\S+@\S+|p-[0-9a-f]{16})(,|;|$| and )/.test(expected);
}

/** Names of a list in words, and its clauses that are no names. */
export function piecesOf(text: string): { names: string[]; others: string[] } {
  const [names, others]: [string[], string[]] = [[], []];
  for (const clause of text.split('; ')) {
    const rest = / and (\d+ more)$/.exec(clause);
    for (const piece of clause.replace(/ and \d+ more$/, '').split(', '))
      if (/^\S+$/.test(piece) && piece !== 'nobody') names.push(piece);
      else if (piece !== '' && piece !== 'nobody' && piece !== 'nobody is named for it') others.push(piece);
    if (rest?.[1]) others.push(rest[1]);
  }
  return { names, others };
}

/** How somebody stood to a vault on the last night: by a letter of `accessOf`. Without one, only where all were told. */
export function accessAtEnd(
  letter: string | undefined,
  compared: readonly { readonly to: number; readonly besides: readonly string[] }[],
  lastNight: number,
): string {
  if (letter === 'F') return 'open, not named';
  if (letter === 'U') return 'named, not open';
  if (letter === 'P') return 'open and named';
  return compared.some(({ besides, to }) => to >= lastNight && besides.length === 0)
    ? 'neither'
    : 'not known';
}
