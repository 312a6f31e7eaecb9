import { isObject, type Raw } from '../read-fields.ts';

/** The memberships of a page, each with its user, who stands beside them. Without one where nobody took up the invitation. */
export function membershipsWithUsers(body: unknown): unknown {
  if (!isObject(body) || !Array.isArray(body.data)) return undefined;
  const users = usersIn(body);
  return body.data.map((membership: unknown) =>
    isObject(membership) ? { ...membership, user: users.get(userIdOf(membership)) ?? null } : membership,
  );
}

function usersIn({ included }: Raw): ReadonlyMap<unknown, Raw> {
  const all: readonly unknown[] = Array.isArray(included) ? included : [];
  const users = all.filter(isObject).filter(({ id, type }) => type === 'users' && typeof id === 'string');
  return new Map(users.map((user) => [user.id, user]));
}

function userIdOf({ relationships }: Raw): unknown {
  const user = isObject(relationships) ? relationships.user : undefined;
  return isObject(user) && isObject(user.data) ? user.data.id : undefined;
}
