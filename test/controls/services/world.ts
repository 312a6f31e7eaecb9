import type { GoogleAppGrant, GoogleSamlSignIn } from '../../../lib/evidence/datasets/google-workspace.ts';
import type { Attestation } from '../../../lib/judging/attestation.ts';
import type { Concluded, ControlSettings } from '../../../lib/judging/control.ts';
import type { Judgement } from '../../../lib/judging/judgement.ts';
import { type RegisteredService, serviceKey } from '../../../lib/judging/services/register.ts';
import { word } from '../../judging/people/google-sign-in.ts';
import type { Part } from '../people/world.ts';

/** Scopes by which an application learns who somebody is. */
export const signingIn = ['email', 'openid', 'profile'];
export const mail = 'https://mail.google.com/';

/** Somebody of `user(name)` let a client in on a day of November 2026. */
export function grant(
  name: string,
  clientId: string,
  changes: Partial<GoogleAppGrant> = {},
  day = 10,
): GoogleAppGrant {
  const at = `2026-11-${day}T09:00:00.000Z`;
  return {
    app: clientId,
    authorizedAt: at,
    clientId,
    clientType: 'WEB',
    email: `${name}@example.com`,
    firstSeen: at,
    lastSeen: at,
    profileId: `id-${name}`,
    revokedAt: null,
    scopes: signingIn,
    ...changes,
  };
}

export function revoked(name: string, clientId: string, day: number): GoogleAppGrant {
  const at = `2026-11-${day}T09:00:00.000Z`;
  return grant(name, clientId, {
    authorizedAt: null,
    firstSeen: at,
    lastSeen: at,
    revokedAt: at,
    scopes: [],
  });
}

export function samlSignIn(name: string, app: string): GoogleSamlSignIn {
  const at = '2026-11-20T09:00:00.000Z';
  return { app, email: `${name}@example.com`, firstSeen: at, lastSeen: at, profileId: `id-${name}` };
}

type More<Row> = Partial<Pick<Part<Row>, 'problem' | 'earlier'>>;

export function grants(rows: readonly GoogleAppGrant[], more: More<GoogleAppGrant> = {}): Part {
  return { provider: 'google-workspace', connection: 'google', dataset: 'app-grants', rows, ...more };
}

export function samlSignIns(rows: readonly GoogleSamlSignIn[], more: More<GoogleSamlSignIn> = {}): Part {
  return { provider: 'google-workspace', connection: 'google', dataset: 'saml-sign-ins', rows, ...more };
}

export function service(name: string, changes: Partial<RegisteredService> = {}): RegisteredService {
  return {
    name,
    domain: `${name.toLowerCase()}.example`,
    signIn: null,
    connection: null,
    vault: null,
    owner: null,
    users: null,
    twoFactor: null,
    clientIds: [],
    ignore: null,
    ...changes,
  };
}

/** A company that looks for services at Google, with this register. */
export function registering(...services: readonly RegisteredService[]): Partial<ControlSettings> {
  const connections = [
    { id: 'google', provider: 'google-workspace', settings: { reports: { usage: false, grants: true } } },
  ];
  return { services, connections, timezone: 'Europe/Amsterdam' };
}

/** Somebody's word on a control about these services of the register. */
export function wordOnServices(control: string, ...services: readonly string[]): Attestation {
  const about = { connections: [], policies: [], services: services.map((name) => serviceKey({ name })) };
  return { ...word(control, []), about };
}

/** What other controls came to: by control and connection, or control and subject. */
export function concluding(said: Readonly<Record<string, Judgement>>): Concluded {
  return {
    onConnection: (control, connection) => said[`${control} ${connection}`] ?? null,
    onSubject: (control, subject) => {
      const found = said[`${control} ${subject}`];
      return found ? [found] : null;
    },
  };
}
