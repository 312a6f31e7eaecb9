/**
 * How much an application was allowed. `sign-in` only learns who somebody is; `broad` reaches a whole mailbox, all files,
 * the directory or the cloud; `unknown` where the log did not name the scopes.
 */
export type Breadth = 'broad' | 'unknown' | 'limited' | 'sign-in';

/** From what must be looked at first. */
export const breadths: readonly Breadth[] = ['broad', 'unknown', 'limited', 'sign-in'];

const prefix = 'https://www.googleapis.com/auth/';

/** "Sign in with Google" asks for these and for nothing else. Inferred: Google names no such kind of grant. */
const signingIn: ReadonlySet<string> = new Set([
  'openid',
  'email',
  'profile',
  `${prefix}userinfo.email`,
  `${prefix}userinfo.profile`,
  `${prefix}plus.me`,
]);

/** What a scope opens as a whole, by how it begins after Google's prefix; the first that fits. */
const opens: readonly (readonly [begins: RegExp, what: string])[] = [
  [/^https:\/\/mail\.google\.com\/?$|^gmail(\.|$)/, 'mail'],
  [/^drive(?!\.(file|appdata|appfolder|install)(\.|$))(\.|$)/, 'all files'],
  [/^(spreadsheets|documents|presentations|forms)(\.|$)/, 'documents'],
  [/^calendar(\.|$)/, 'calendars'],
  [/^contacts(\.|$)|^https:\/\/www\.google\.com\/m8\/feeds/, 'contacts'],
  [/^chat(\.|$)/, 'chats'],
  [/^directory(\.|$)/, 'the directory of people'],
  [/^admin\./, 'the administration of Google Workspace'],
  [/^apps\.(groups|alerts|licensing)|^cloud-identity/, 'the administration of Google Workspace'],
  [/^cloud-platform|^cloudfunctions|^compute(\.|$)|^bigquery(\.|$)|^devstorage(\.|$)/, 'Google Cloud'],
  [/^script\./, 'scripts that act for the person'],
  [/^ediscovery|^vault/, 'archived mail and files'],
];

const readsOnly = /\.(readonly|metadata)(\.|$)/;

export function isSigningInOnly(scopes: readonly string[] | null): boolean {
  return scopes !== null && scopes.length > 0 && scopes.every((scope) => signingIn.has(scope));
}

/** Null is what the log did not say. */
export function breadthOf(scopes: readonly string[] | null): Breadth {
  if (scopes === null || scopes.length === 0) return 'unknown';
  if (isSigningInOnly(scopes)) return 'sign-in';
  return scopes.some((scope) => openedBy(scope) !== null) ? 'broad' : 'limited';
}

/** What scopes allow, for a sentence that begins with the application: "may read mail and change all files". */
export function allowedText(scopes: readonly string[] | null): string {
  switch (breadthOf(scopes)) {
    case 'unknown':
      return 'has rights that the log does not name';
    case 'sign-in':
      return 'may learn who somebody is, and no more';
    case 'limited':
      return `may ${(scopes ?? [])
        .filter((scope) => !signingIn.has(scope))
        .map(shortened)
        .sort()
        .slice(0, 5)
        .join(', ')}`;
    case 'broad': {
      const all = (scopes ?? []).flatMap((scope) => {
        const what = openedBy(scope);
        return what === null ? [] : [{ what, changes: !readsOnly.test(scope) }];
      });
      const changed = new Set(all.filter(({ changes }) => changes).map(({ what }) => what));
      const read = new Set(all.map(({ what }) => what).filter((what) => !changed.has(what)));
      return [textOf('may read and change', changed), textOf('may read', read)].filter(Boolean).join('; ');
    }
  }
}

function textOf(may: string, what: ReadonlySet<string>): string {
  const named = [...what].sort();
  const last = named.pop();
  if (last === undefined) return '';
  return `${may} ${named.length > 0 ? `${named.join(', ')} and ${last}` : last}`;
}

function openedBy(scope: string): string | null {
  const short = shortened(scope);
  return opens.find(([begins]) => begins.test(short))?.[1] ?? null;
}

function shortened(scope: string): string {
  return scope.startsWith(prefix) ? scope.slice(prefix.length) : scope;
}
