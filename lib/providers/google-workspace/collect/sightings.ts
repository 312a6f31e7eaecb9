import {
  appGrants,
  type GoogleAppGrant,
  type GoogleSamlSignIn,
  samlSignIns,
} from '../../../evidence/datasets/google-workspace.ts';
import type { Activity } from './activity.ts';
import type { Faults } from './faults.ts';

/** Gives equal texts, and equal lists of texts, as one and the same: a log names the same people and scopes many thousand times. */
export interface Same {
  readonly text: <Text extends string | null>(text: Text) => Text;
  readonly list: (list: readonly string[] | null) => readonly string[] | null;
}

export function sameOnes(): Same {
  const texts = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  const shared = <Value>(all: Map<string, Value>, key: string, value: Value): Value => {
    const known = all.get(key);
    if (known === undefined) all.set(key, value);
    return known ?? value;
  };
  return {
    text: <Text extends string | null>(text: Text) =>
      (text === null ? text : shared(texts, text, text)) as Text,
    list: (list) => list && shared(lists, JSON.stringify(list), list),
  };
}

/** Adds what an event says to what is known of the application and the person; the same event twice adds nothing. */
export function addGrant(
  found: Map<string, GoogleAppGrant>,
  activity: Activity,
  faults: Faults,
  same: Same,
): void {
  const { at, email, event, parameters, profileId } = activity;
  const clientId = textOf(parameters.get('client_id'));
  if (clientId === null) {
    faults.dropped(activity.name, 'no client_id');
    return;
  }
  const own: GoogleAppGrant = {
    app: same.text(textOf(parameters.get('app_name'))),
    authorizedAt: event === 'authorize' ? at : null,
    clientId: same.text(clientId),
    clientType: same.text(textOf(parameters.get('client_type'))),
    email: same.text(email),
    firstSeen: at,
    lastSeen: at,
    profileId: same.text(profileId),
    revokedAt: event === 'revoke' ? at : null,
    scopes: same.list(
      event === 'authorize' ? listOf(parameters.get('scope') ?? parameters.get('scope_data.scope_name')) : [],
    ),
  };
  const key = appGrants.key(own);
  const before = found.get(key);
  found.set(key, before ? together(before, own, same) : own);
}

function together(one: GoogleAppGrant, other: GoogleAppGrant, same: Same): GoogleAppGrant {
  const [older, newer] = one.lastSeen <= other.lastSeen ? [one, other] : [other, one];
  return {
    app: newer.app ?? older.app,
    authorizedAt: latest(one.authorizedAt, other.authorizedAt),
    clientId: one.clientId,
    clientType: newer.clientType ?? older.clientType,
    email: newer.email ?? older.email,
    firstSeen: one.firstSeen < other.firstSeen ? one.firstSeen : other.firstSeen,
    lastSeen: newer.lastSeen,
    profileId: newer.profileId ?? older.profileId,
    revokedAt: latest(one.revokedAt, other.revokedAt),
    scopes:
      one.scopes && other.scopes ? same.list([...new Set([...one.scopes, ...other.scopes])].sort()) : null,
  };
}

/** The same of a sign-in by SAML. */
export function addSignIn(found: Map<string, GoogleSamlSignIn>, activity: Activity, faults: Faults): void {
  const { at, email, parameters, profileId } = activity;
  const app = textOf(parameters.get('application_name'));
  if (app === null) {
    faults.dropped(activity.name, 'no application_name');
    return;
  }
  const own: GoogleSamlSignIn = { app, email, firstSeen: at, lastSeen: at, profileId };
  const key = samlSignIns.key(own);
  const before = found.get(key);
  found.set(
    key,
    before
      ? {
          ...before,
          firstSeen: before.firstSeen < at ? before.firstSeen : at,
          lastSeen: before.lastSeen > at ? before.lastSeen : at,
        }
      : own,
  );
}

function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}

function textOf(value: string | readonly string[] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A log that names no scope does not say that there was none. */
function listOf(value: string | readonly string[] | undefined): readonly string[] | null {
  const list = value === undefined ? [] : [value].flat().filter((one) => one !== '');
  return list.length > 0 ? [...new Set(list)].sort() : null;
}
