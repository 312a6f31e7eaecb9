import type { OktaAuthenticator, OktaPolicy, OktaRule } from '../../../evidence/datasets/okta.ts';
import { isObject, type Raw } from '../../read-fields.ts';

/** A policy without its rules; null without an id. */
export function policyIn(item: unknown, type: string): OktaPolicy | null {
  const raw = objectOf(item);
  const id = textOf(raw.id);
  if (id === null) return null;
  return {
    authenticators: type === 'MFA_ENROLL' ? authenticatorsIn(objectOf(raw.settings)) : null,
    id,
    name: textOf(raw.name),
    rules: null,
    status: textOf(raw.status),
    system: typeof raw.system === 'boolean' ? raw.system : null,
    type,
  };
}

/** In Classic they are called factors, and are named by their keys. Null where neither came. */
function authenticatorsIn({ authenticators, factors }: Raw): readonly OktaAuthenticator[] | null {
  const listed = Array.isArray(authenticators)
    ? authenticators.map((one: unknown) => enrolmentOf(objectOf(one), objectOf(one).key))
    : isObject(factors)
      ? Object.entries(factors).map(([key, one]) => enrolmentOf(objectOf(one), key))
      : null;
  return listed === null ? null : listed.toSorted((one, other) => (one.key < other.key ? -1 : 1));
}

function enrolmentOf({ enroll }: Raw, key: unknown): OktaAuthenticator {
  return { enroll: textOf(objectOf(enroll).self), key: textOf(key) ?? '' };
}

/** A rule of signing in; null without an id. */
export function ruleIn(item: unknown): OktaRule | null {
  const raw = objectOf(item);
  const id = textOf(raw.id);
  if (id === null) return null;
  const actions = objectOf(raw.actions);
  const signOn = objectOf(actions.signon ?? actions.appSignOn);
  return {
    access: textOf(signOn.access),
    id,
    name: textOf(raw.name),
    priority: typeof raw.priority === 'number' ? raw.priority : null,
    secondFactor: secondFactorOf(signOn),
    status: textOf(raw.status),
    unconditional: isForAll(raw.conditions),
  };
}

/** `requireFactor` of a session, `factorMode` of an application. Of a chain of methods it is not known what it comes to. */
function secondFactorOf({ requireFactor, verificationMethod }: Raw): boolean | null {
  if (typeof requireFactor === 'boolean') return requireFactor;
  const { factorMode, type } = objectOf(verificationMethod);
  if (type !== undefined && type !== 'ASSURANCE') return null;
  return factorMode === '2FA' ? true : factorMode === '1FA' ? false : null;
}

/** Whether conditions hold of everybody everywhere: nothing, empty lists, and Okta's words for anything. */
function isForAll(conditions: unknown): boolean {
  if (conditions === null || conditions === undefined) return true;
  if (Array.isArray(conditions)) return conditions.every(isForAll);
  if (isObject(conditions)) return Object.values(conditions).every(isForAll);
  return conditions === 'ANY' || conditions === 'ANYWHERE';
}

function objectOf(value: unknown): Raw {
  return isObject(value) ? value : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : null;
}
