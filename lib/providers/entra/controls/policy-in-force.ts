import type { Member } from '../../../evidence/datasets/declared.ts';
import type { EntraPolicy } from '../../../evidence/datasets/entra.ts';

/** What a policy comes to for one person. */
export type Comes =
  /** Asks them for a second factor wherever they sign in. */
  | { readonly to: 'demands' }
  /** Does so under conditions, or for some applications: by itself it leaves a way in without. */
  | { readonly to: 'partly'; readonly because: string }
  | { readonly to: 'nothing'; readonly because: string }
  | { readonly to: 'unclear'; readonly because: string };

/** What surely does nothing comes first: no doubt about the rest can make more of it. */
export function policyFor(policy: EntraPolicy, person: Pick<Member, 'id'>): Comes {
  const nothing = nothingOf(policy, person);
  if (nothing !== null) return { to: 'nothing', because: nothing };
  const unclear = unclearIn(policy, person);
  if (unclear !== null) return { to: 'unclear', because: unclear };
  const { applications, conditions } = policy;
  const narrow = [...(conditions ?? []), ...(applications === 'some' ? ['applications'] : [])];
  if (narrow.length === 0) return { to: 'demands' };
  return { to: 'partly', because: `is in force for some ${narrow.join(', ')} alone` };
}

/** Words that say that a policy does not enforce what it demands. */
const idle: ReadonlyMap<string | null, string> = new Map([
  ['disabled', 'is off'],
  ['enabledForReportingButNotEnforced', 'only reports'],
]);

function nothingOf(
  { applications, demands, excludesUsers, includes, includesUsers, state }: EntraPolicy,
  { id }: Pick<Member, 'id'>,
): string | null {
  const off = idle.get(state);
  if (off !== undefined) return off;
  if (demands && !demands.some(mayBeSecondFactor)) return 'demands no second factor';
  if (applications === 'none') return 'is for no application';
  if (excludesUsers?.includes(id)) return 'leaves this person out';
  if (includes?.length === 0 && includesUsers && !includesUsers.includes(id)) return 'is for others';
  return null;
}

/** In the order in which it is told; only the first is. */
function unclearIn(policy: EntraPolicy, { id }: Pick<Member, 'id'>): string | null {
  const { applications, conditions, demands, excludes, excludesUsers, includes, includesUsers, state } =
    policy;
  if (state !== 'enabled')
    return `is in the state ${state ?? 'that was not stated'}, which may be in force or not`;
  if (!demands) return 'does not show what it demands';
  const choice = choiceIn(policy);
  if (choice !== null) return choice;
  if (!includes || !includesUsers || !excludes || !excludesUsers) return 'does not show whom it is for';
  if (applications === null) return 'does not show for which applications it is';
  if (conditions === null) return 'does not show all its conditions';
  if (!includes.includes('everybody') && !includesUsers.includes(id))
    return `is for ${includes.join(' and ')}, and who these are was not read`;
  return excludes.length > 0
    ? `leaves out ${excludes.join(' and ')}, and who or what these are was not read`
    : null;
}

/** Where one of several demands is enough, a second factor is not demanded. */
function choiceIn({ demands, operator }: EntraPolicy): string | null {
  const all = demands ?? [];
  const confirmed = all.filter(isSecondFactor);
  if (confirmed.length === 0) return `demands ${all.join(', ')}, which may be met without a second factor`;
  if (confirmed.length === all.length || operator === 'AND') return null;
  return `lets people choose between ${all.join(', ')}`;
}

function isSecondFactor(demand: string): boolean {
  return demand === 'mfa' || demand === 'strength:mfa';
}

/** Of a strength, or a factor, of the company's own it is not known what meets it; nor of a word that nobody knows. */
function mayBeSecondFactor(demand: string): boolean {
  return !surelyOther.has(demand);
}

const surelyOther: ReadonlySet<string> = new Set([
  'approvedApplication',
  'block',
  'compliantApplication',
  'compliantDevice',
  'domainJoinedDevice',
  'passwordChange',
  'riskRemediation',
  'termsOfUse',
]);
