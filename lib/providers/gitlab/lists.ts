import type { Address, ListEndpoint } from '../../declared/paging.ts';
import type { SettingValues } from '../../declared/settings.ts';

export const saas = 'https://gitlab.com';

/** A group, or a whole instance that is the company's own. */
export function disagree({ group, instance, server }: SettingValues): string | null {
  if (instance && group !== '')
    return 'has both group: and instance: true; a group alone, or a whole instance';
  if (!instance && group === '') return 'has neither group: nor instance: true';
  return instance && server === saas
    ? 'instance: true needs server:, an instance of the company’s own'
    : null;
}

/** The answer that says whether two-factor authentication is required. */
export function settingOf({ instance }: SettingValues): Address {
  return instance ? '/api/v4/application/settings' : '/api/v4/groups/{group}?with_projects=false';
}

/**
 * Of an instance all accounts that are not GitLab's own. Of a group its members, inherited ones and those of invited groups
 * among them; at GitLab.com, where members may be shown without their second factor, the accounts that the company owns come
 * first, from lists of those with and without one.
 */
export function listsOf({ instance, server }: SettingValues): readonly ListEndpoint[] {
  if (instance) return [list('/api/v4/users?exclude_internal=true&per_page=100')];
  const members = list('/api/v4/groups/{group}/members/all?per_page=100');
  if (server !== saas) return [members];
  return [enterprise('enabled'), enterprise('disabled'), { ...members, rest: true }];
}

function enterprise(two_factor: 'enabled' | 'disabled'): ListEndpoint {
  const says = { two_factor_enabled: two_factor === 'enabled' };
  return { ...list(`/api/v4/groups/{group}/enterprise_users?two_factor=${two_factor}&per_page=100`), says };
}

function list(ask: Address): ListEndpoint {
  return {
    ask,
    items: null,
    paging: { header: 'x-next-page', parameter: 'page' },
    // Left out of lists of more than 10,000.
    total: { header: 'x-total' },
  };
}
