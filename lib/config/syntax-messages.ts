import type { ErrorCode } from 'yaml';

/** What a YAML error means and what to do. Our own words: the parser's quote the file, which may hold a secret. */
export function syntaxMessage(code: ErrorCode): string {
  return text[code] ?? 'this is not YAML — look for a missing colon, quote, dash or indentation';
}

const text: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: 'this is not the name of an anchor or alias — put text that begins with & or * in quotes',
  BAD_DQ_ESCAPE:
    'this escape is not valid in double quotes — use single quotes, or write each backslash twice',
  BAD_INDENT:
    'the indentation does not fit the lines around it — indent the entries of one list alike, and close every bracket',
  BAD_SCALAR_START: 'a value cannot begin with this character — put the value in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'there are two colons on one line — put the value in quotes',
  DUPLICATE_KEY: 'this key is twice in the same place — keep one of the two',
  MISSING_CHAR: 'a quote, bracket, comma or colon is missing — add it',
  MULTILINE_IMPLICIT_KEY: 'this line has no colon after its key — add one, or indent it under the line above',
  MULTIPLE_DOCS: 'a second document begins here — remove the line `---` and what follows it',
  NON_STRING_KEY: 'a key must be plain text — write a name',
  RESOURCE_EXHAUSTION: 'the values are nested too deeply — write them flatter',
  TAB_AS_INDENT: 'YAML cannot be indented by tabs — use spaces',
  TAG_RESOLVE_FAILED: 'tags (`!name`) mean nothing here — remove it, or put the value in quotes',
};
