import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build } from './build.ts';
import { carriedName, carriedValues } from './carried.ts';
import type { Configuration, KnownParts, KnownProviders } from './configuration.ts';
import { ConfigurationError } from './error.ts';

/**
 * The same as `parse.ts`, in the functions' bundles. The file was checked whole when its bundle was made, and what the
 * checks gave lies beside it: so a function loads neither what reads YAML nor the schemas. Throws `ConfigurationError`
 * when what lies there is of another file, or was checked by another version.
 */
export function parseConfiguration(
  text: string,
  { file, known }: { readonly file: string; readonly known: KnownParts | KnownProviders },
): Configuration {
  const checked = carriedValues(text, textOf(carriedName(file)));
  if (checked) return build(text, file, checked, known);
  throw new ConfigurationError(file, [
    { code: 'unreadable', line: null, column: null, path: '', message: notOurs(file) },
  ]);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function notOurs(file: string): string {
  const [name, beside] = [basename(file), basename(carriedName(file))];
  return `${beside} does not hold the values of this ${name} — change ${name} where it is deployed from, and deploy again`;
}
