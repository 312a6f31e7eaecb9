export const emailScope = 'users:read.email';

/** What the app needs, as user scopes. All of them only read. */
export const scopes: readonly string[] = ['users:read', emailScope, 'team:read'];
