/** An Okta organization as plain data. A field that is left out, or null, is left out or null in the answer. */
export interface OktaWorld {
  readonly domain: string;
  readonly users: readonly OktaUser[];
  readonly policies: readonly OktaWorldPolicy[];
  /** A Classic organization knows no policies of applications. */
  readonly classic?: boolean;
}

export interface OktaUser {
  readonly id: string;
  readonly email?: string | null;
  readonly login: string;
  readonly status?: string | null;
  readonly lastLogin?: string | null;
  /** By the factor's type, its status. */
  readonly factors?: Readonly<Record<string, string>>;
}

export interface OktaWorldPolicy {
  readonly id: string;
  readonly type: 'MFA_ENROLL' | 'OKTA_SIGN_ON' | 'ACCESS_POLICY';
  readonly status?: string | null;
  readonly system?: boolean;
  readonly settings?: object;
  readonly rules?: readonly object[];
}

/** A policy of enrolment of Identity Engine. @param self by authenticator */
export function enrolment(id: string, self: Readonly<Record<string, string>>): OktaWorldPolicy {
  const authenticators = Object.entries(self).map(([key, one]) => ({ key, enroll: { self: one } }));
  return { id, type: 'MFA_ENROLL', settings: { type: 'AUTHENTICATORS', authenticators } };
}

/** The same of Classic, which calls them factors. */
export function classicEnrolment(id: string, self: Readonly<Record<string, string>>): OktaWorldPolicy {
  const factors = Object.fromEntries(
    Object.entries(self).map(([key, one]) => [key, { consent: { type: 'NONE' }, enroll: { self: one } }]),
  );
  return { id, type: 'MFA_ENROLL', settings: { factors } };
}

export interface RuleChanges {
  readonly priority?: number;
  readonly status?: string;
  readonly conditions?: object | null;
  readonly access?: string;
}

/** A rule of the session. */
export function sessionRule(id: string, requireFactor: boolean | null, changes: RuleChanges = {}): object {
  const { access = 'ALLOW', ...own } = changes;
  return {
    id,
    name: id,
    priority: 1,
    status: 'ACTIVE',
    system: false,
    type: 'SIGN_ON',
    conditions: {
      people: { users: { exclude: [] } },
      network: { connection: 'ANYWHERE' },
      authContext: { authType: 'ANY' },
    },
    actions: { signon: { access, requireFactor, session: { usePersistentCookie: false } } },
    ...own,
  };
}

/** A rule of applications. */
export function applicationRule(id: string, factorMode: string, changes: RuleChanges = {}): object {
  const { access = 'ALLOW', ...own } = changes;
  return {
    id,
    name: id,
    priority: 99,
    status: 'ACTIVE',
    system: true,
    type: 'ACCESS_POLICY',
    conditions: null,
    actions: {
      appSignOn: { access, verificationMethod: { type: 'ASSURANCE', factorMode, reauthenticateIn: 'PT2H' } },
    },
    ...own,
  };
}
