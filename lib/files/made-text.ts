/** A file that is no text: neither UTF-8 nor UTF-16. */
export class EncodingError extends Error {
  override readonly name = 'EncodingError';
  readonly code = 'not text in UTF-8 or UTF-16';
}

/**
 * The text of a file that a person made, whatever program wrote it: UTF-8, or UTF-16 as PowerShell and Excel write it,
 * with or without a byte order mark, which is no part of the text. Throws `EncodingError`.
 */
export function textIn(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new EncodingError('The file is not text in UTF-8 or UTF-16.', { cause });
  }
}

/** By its mark; without one by its first letters, which in every file that is read here are plain ones. */
function encodingOf([a, b, c, d]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a && b === 0 && c && d === 0) return 'utf-16le';
  return a === 0 && b && c === 0 && d ? 'utf-16be' : 'utf-8';
}
