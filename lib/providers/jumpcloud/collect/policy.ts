import type { JumpCloudPolicy } from '../../../evidence/datasets/jumpcloud.ts';
import { identity, isObject, type Raw } from '../../read-fields.ts';

/** A conditional access policy; null without an id. What is not as JumpCloud documents it is not known. */
export function policyIn(item: unknown): JumpCloudPolicy | null {
  const raw = objectOf(item);
  const id = identity(raw, 'id');
  if (id === undefined) return null;
  const { action, obligations } = objectOf(raw.effect);
  const { required } = objectOf(objectOf(obligations).mfa);
  return {
    access: action === 'allow' || action === 'deny' ? action : null,
    id,
    inForce: inForceOf(raw),
    name: identity(raw, 'name') ?? null,
    secondFactor: typeof required === 'boolean' ? required : null,
    userPortal: isForUserPortal(raw),
  };
}

/** `monitorOnly` is left out of older policies. */
function inForceOf({ disabled, monitorOnly = false }: Raw): boolean | null {
  if (disabled === true || monitorOnly === true) return false;
  return disabled === false && monitorOnly === false ? true : null;
}

const portal = 'user_portal';
/** What JumpCloud documents besides. */
const others: ReadonlySet<unknown> = new Set(['admin_portal', 'application', 'ldap']);

function isForUserPortal({ targets, type }: Raw): boolean | null {
  const { resources } = objectOf(targets);
  const listed: readonly unknown[] = Array.isArray(resources) ? resources : [];
  const types = [...(type === undefined ? [] : [type]), ...listed.map((one) => objectOf(one).type)];
  if (types.includes(portal)) return true;
  return types.length > 0 && types.every((one) => others.has(one)) ? false : null;
}

function objectOf(value: unknown): Raw {
  return isObject(value) ? value : {};
}
