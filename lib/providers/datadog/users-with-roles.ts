import { isObject, type Raw } from '../read-fields.ts';

/**
 * The users of a page, each with the names of its roles: the page holds them apart. A role that it does not name stands by its id;
 * one without an id stays in its place, so that the others are not taken for all.
 */
export function usersWithRoles(body: unknown): unknown {
  if (!isObject(body) || !Array.isArray(body.data)) return undefined;
  const names = new Map(objectsOf(body.included).map((one) => [one.id, nameOf(one)]));
  return body.data.map((user: unknown) =>
    isObject(user) ? { ...user, roles: roleIdsOf(user)?.map((id) => names.get(id) ?? id) } : user,
  );
}

function roleIdsOf({ relationships }: Raw): readonly unknown[] | undefined {
  const roles = isObject(relationships) ? relationships.roles : undefined;
  if (!isObject(roles) || !Array.isArray(roles.data)) return undefined;
  return roles.data.map((role: unknown) => (isObject(role) ? role.id : undefined));
}

function nameOf({ attributes }: Raw): unknown {
  return isObject(attributes) ? attributes.name : undefined;
}

function objectsOf(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
