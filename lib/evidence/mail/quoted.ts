const most = 80;

/** A piece of a record for a sentence, of a length that can be read: records may be as long as a book. */
export function short(text: string): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

export function quoted(text: string): string {
  return `“${short(text)}”`;
}
