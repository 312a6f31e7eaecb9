import { canonicalText } from '../evidence/canonical.ts';
import { SealError } from './error.ts';

/**
 * What is signed, as JSON. Throws `SealError` (`malformed`) unless it is in canonical form: of a name that
 * comes twice, one program takes the first value and another the last.
 */
export function readCanonical(bytes: Buffer): unknown {
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  if (Buffer.from(canonicalText(value)).equals(bytes)) return value;
  throw new SealError('malformed', 'What is signed is not in canonical form.');
}
