/** What may differ between two lockers of the same nights: what names the machine and its owner, and what hangs on that. */
const ofTheMachine = /(^|\.)collector\.(commit|by|trigger)$|^configuration(\.object)?$/;
/** Hashes of documents that name the machine; verifying holds them, and files other than documents are compared whole. */
const ofItsDocuments = /(^|\.)sha256$/;

/**
 * Compares lockers file by file (key to bytes in base64): seals by their names alone, because signatures differ; signing
 * keys, and that a night was told on a bus, not at all, because the one locker has another key and the other no bus.
 * Of JSON documents each value is compared, of every other file the bytes. Gives what differs and may not.
 */
export function differences(
  expected: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): string[] {
  const names = (files: ReadonlyMap<string, string>) =>
    [...files.keys()].filter((key) => !/^(keys|alerts)\//.test(key)).toSorted();
  const [missing, more] = [
    names(expected).filter((key) => !found.has(key)),
    names(found).filter((key) => !expected.has(key)),
  ];
  return [
    ...missing.map((key) => `${key} is missing`),
    ...more.map((key) => `${key} is there as well`),
    ...names(expected)
      .filter((key) => found.has(key))
      .flatMap((key) => inFile(key, text(expected.get(key)), text(found.get(key)))),
  ];
}

const text = (base64: string | undefined): string => Buffer.from(base64 ?? '', 'base64').toString();

function inFile(key: string, expected: string, found: string): string[] {
  if (key.startsWith('chain/') || expected === found) return [];
  if (key.endsWith('/SHA256SUMS')) {
    const listed = (sums: string) => sums.replace(/^[0-9a-f]{64} /gm, '');
    return listed(expected) === listed(found) ? [] : [`${key} lists other files`];
  }
  if (!key.endsWith('.json')) return [`${key} has other bytes`];
  return inValue('', JSON.parse(expected), JSON.parse(found)).map((path) => `${key}: ${path}`);
}

function inValue(path: string, expected: unknown, found: unknown): string[] {
  if (expected === found || ofTheMachine.test(path) || ofItsDocuments.test(path)) return [];
  if (typeof expected !== 'object' || typeof found !== 'object' || expected === null || found === null)
    return [`${path}: ${JSON.stringify(expected)} became ${JSON.stringify(found)}`];
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...keys].flatMap((key) =>
    inValue(
      path === '' ? key : `${path}.${key}`,
      (expected as Record<string, unknown>)[key],
      (found as Record<string, unknown>)[key],
    ),
  );
}
