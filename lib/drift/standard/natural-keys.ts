import type { NaturalKey } from './leaves.ts';

type Element = Readonly<Record<string, unknown>>;

/** The fields that tell the elements of a list of the standard apart. */
const fields: Readonly<Record<string, readonly string[]>> = {
  connections: ['id'],
  controls: ['id'],
  ownControls: ['id'],
  ownProviders: ['id'],
  identities: ['person'],
  leavers: ['person'],
  vaults: ['name', 'connection', 'id'],
  sharedAccounts: ['name', 'connection', 'account'],
  policies: ['connection', 'repository', 'path', 'branch'],
  services: ['name'],
  waivers: ['control', 'subject'],
  attestations: ['control', 'at'],
};
/** Of lists that are a provider's own. */
const usual: readonly string[] = ['id', 'name', 'domain'];

/** An element of a list by what names it: a vault by its name, a waiver by control and subject, a text by itself. */
export const naturalKey: NaturalKey = (names, element) => {
  if (isText(element)) return element;
  if (typeof element !== 'object' || element === null) return null;
  const known = fields[names.at(-1) ?? ''];
  const found = (known ?? usual.slice(0, 1)).map((field) => (element as Element)[field]);
  const own = known ? found : [usual.map((field) => (element as Element)[field]).find(isText)];
  const key = own.filter(isText);
  return key.length > 0 ? key.join(' ') : null;
};

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
