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
