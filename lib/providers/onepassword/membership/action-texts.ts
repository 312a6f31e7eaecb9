/** What may be done to a thing and leaves every membership as it is. Whatever stands nowhere may mean anything. */
const harmless: Readonly<Record<string, ReadonlySet<string>>> = {
  vault: new Set(['update', 'export']),
  group: new Set(['update']),
  // Another role in a group is no other access.
  gm: new Set(['role', 'update']),
  user: new Set(
    'changela changemp changenm changesk enblmfa updatmfa disblmfa enblduo updatduo disblduo musercom muserdec begin beginr cancel cancelr prsndall reauth resendts sendpkg sendts verify'.split(
      ' ',
    ),
  ),
  account: new Set(
    'changela changenm disblmfa enblmfa updatmfa enblduo updatduo disblduo export update updatea updatfw'.split(
      ' ',
    ),
  ),
};

/** Whether what was done to a thing leaves every membership as it is. */
export function isHarmless(objectType: string, action: string): boolean {
  return Object.hasOwn(harmless, objectType) && harmless[objectType]?.has(action) === true;
}

/** After these a person may have been put into groups or vaults, or out of them, and no event of its own may say so. */
export const unsettling: ReadonlyMap<string, string> = new Map([
  ['activate', 'was activated, which may have given vaults that no event shows'],
  ['create', 'was created, which may have given vaults that no event shows'],
  ['provsn', 'was provisioned, which may have given vaults that no event shows'],
  ['upguest', 'is no longer a guest, which may have given vaults that no event shows'],
  ['convert', 'was converted, which may have given vaults that no event shows'],
  ['reactive', 'was reactivated, and no event shows what came back with it'],
  ['complete', 'was recovered, and no event shows what that changed'],
  ['completr', 'was recovered, and no event shows what that changed'],
  ['changeks', 'has new keys, and no event shows what that changed'],
  ['replace', 'has new keys, and no event shows what that changed'],
]);

/** A traveller keeps what they have and may not open it. */
export const travelling: ReadonlySet<string> = new Set(['trvlaway', 'trvlback']);

/** After these a person has nothing. */
export const ending: ReadonlySet<string> = new Set(['delete', 'purge', 'suspend']);

/** The objects that say nothing of who has a vault, whatever is done to them (Events API 1.4.1). */
export const besides: ReadonlySet<string> = new Set(
  'card device famchild file invite item itemhist items miguser pm report slackapp sso ssotkn sub template'.split(
    ' ',
  ),
);

/** What is done by, or for, somebody outside the account: nobody tells what they may do in it. */
export const outsiders: ReadonlySet<string> = new Set(['mngdacc', 'dlgsess', 'dlgdsess', 'uisas']);
