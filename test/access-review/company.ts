import { makeSheets, type ReviewSheet } from '../../lib/access-review/sheet.ts';
import { executeRun } from '../../lib/nightly/run.ts';
import { services } from '../../lib/providers/services.ts';
import { openVerifiedRun, type VerifiedRun } from '../../lib/runs/verified-run.ts';
import { type Given, google, nightAt, type Scene, scene } from '../nightly/night.ts';
import { user } from '../providers/google-workspace/controls/world.ts';

export const run = nightAt(3);
const account = (name: string, email = `${name}@example.com`, state: string | null = 'ACTIVE') => {
  return { createTime: null, email, id: `op-${name}`, state };
};

/** Ana and Ben work here, Eva left; at 1Password there are also a stranger and somebody whom nobody names. */
export async function company(changes: Readonly<Record<string, Given>> = {}): Promise<Scene> {
  const people = [
    { ...user('ana'), isAdmin: true, signedIn: true, lastLoginTime: '2026-11-20T02:00:00Z' },
    { ...user('ben'), signedIn: true, lastLoginTime: '2026-09-01T02:00:00Z' },
    { ...user('eva'), suspended: true },
  ];
  const stage = await scene({
    google: google(...people),
    onepassword: {
      users: {
        rows: [
          account('ana', 'ANA@example.com'),
          account('eva'),
          account('gone'),
          account('zed', 'zed@elsewhere.example'),
          account('old', 'old@example.com', 'SUSPENDED'),
        ],
      },
      vaults: { rows: [{ id: 'npm', items: 1, name: 'npm', type: 'shared' }] },
      'vault-access': { rows: [] },
      ...changes,
    },
  });
  await executeRun(await stage.context(run));
  return stage;
}

export const settings = {
  people: { source: 'google', identities: [] },
  vaults: [],
  sharedAccounts: [],
  vaultGroups: {},
  policies: [],
};

export async function sheetsOf(stage: Scene, changes: Partial<typeof settings> = {}): Promise<ReviewSheet[]> {
  return makeSheets(await verified(stage), {
    settings: { ...settings, ...changes },
    services,
    unusedDays: 30,
  });
}

export function verified({ locker }: Scene): Promise<VerifiedRun> {
  return openVerifiedRun(locker, null, []);
}
