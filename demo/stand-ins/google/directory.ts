import type { Hono } from 'hono';
import type { Ask, Surroundings } from '../serve/stand-in.ts';
import { applyMask } from './field-mask.ts';
import { answerListing, knownFields, maskOf } from './listing.ts';
import { type Guard, refusalFor } from './permission.ts';
import { directoryRefusal, googleRefusal } from './refusals.ts';
import type {
  DirectoryGroup,
  DirectoryMember,
  DirectoryOrgUnit,
  DirectoryUser,
  GoogleWorld,
} from './world.ts';

const etag = '"fathom"';
const page = { sizeName: 'maxResults' };

const knownUsers = knownFields(
  'kind,etag,nextPageToken,trigger_event,users(kind,id,etag,primaryEmail,name,isAdmin,isDelegatedAdmin,lastLoginTime,' +
    'creationTime,deletionTime,agreedToTerms,suspended,suspensionReason,archived,changePasswordAtNextLogin,ipWhitelisted,' +
    'emails,aliases,nonEditableAliases,customerId,orgUnitPath,isMailboxSetup,isEnrolledIn2Sv,isEnforcedIn2Sv,' +
    'includeInGlobalAddressList,isGuestUser,recoveryEmail,recoveryPhone,externalIds,organizations,relations,phones)',
);
const knownUnits = knownFields(
  'kind,etag,organizationUnits(kind,etag,name,description,orgUnitPath,orgUnitId,parentOrgUnitPath,parentOrgUnitId,' +
    'blockInheritance)',
);
const knownGroups = knownFields(
  'kind,etag,nextPageToken,groups(kind,id,etag,email,name,description,directMembersCount,adminCreated,aliases,' +
    'nonEditableAliases)',
);
const knownMembers = knownFields(
  'kind,etag,nextPageToken,members(kind,etag,id,email,role,type,status,delivery_settings,is_mirrored)',
);

/** The read-only part of the Admin SDK's Directory API that the collector uses. */
export function directoryRoutes(app: Hono<Surroundings>, guard: Guard): void {
  const base = '/admin/directory/v1';
  app.get(`${base}/users`, (ask) => listUsers(ask, guard));
  app.get(`${base}/customer/:customer/orgunits`, (ask) => listOrgUnits(ask, guard));
  app.get(`${base}/groups`, (ask) => listGroups(ask, guard));
  app.get(`${base}/groups/:key/members`, (ask) => listMembers(ask, guard));
}

function listUsers(ask: Ask, guard: Guard): Response {
  const world = guard.world();
  const refusal =
    refusalFor(ask, guard, { scopes: scopesOf('user'), role: 'admin' }) ??
    wrongCustomer(ask, world) ??
    unknownOrder(ask);
  if (refusal) return refusal;
  const items = ordered(world.users, ask).map((user) => ({
    kind: 'admin#directory#user',
    etag,
    ...user,
    ...inDomainAliases(user, world),
    customerId: world.customerId,
  }));
  const beside = { kind: 'admin#directory#users', etag };
  return answerListing(ask, {
    ...page,
    field: 'users',
    items,
    standardSize: 100,
    largestSize: 500,
    beside,
    known: knownUsers,
  });
}

/** Google makes these addresses itself, and leaves the field out where there are none. */
function inDomainAliases(
  { primaryEmail, aliases = [] }: DirectoryUser,
  { domainAliases = [] }: GoogleWorld,
): object {
  const found = [primaryEmail, ...aliases].flatMap((address) => {
    const [local = '', domain = ''] = address.split('@');
    const own = domainAliases.filter(({ of }) => of.toLowerCase() === domain.toLowerCase());
    return own.map((alias) => `${local}@${alias.domain}`);
  });
  return found.length > 0 ? { nonEditableAliases: found } : {};
}

function listOrgUnits(ask: Ask, guard: Guard): Response {
  const world = guard.world();
  const refusal =
    refusalFor(ask, guard, { scopes: scopesOf('orgunit'), role: 'admin' }) ??
    wrongCustomer(ask, world, ask.req.param('customer'));
  if (refusal) return refusal;
  const path = ask.req.query('orgUnitPath') || '/';
  const above = path.startsWith('/') ? path : `/${path}`;
  const units = unitsBelow(world.orgUnits, above, ask.req.query('type') ?? 'children');
  const mask = maskOf(ask, knownUnits);
  if (typeof mask === 'string') return ask.json(googleRefusal(400, ask.req.path, mask), 400);
  const organizationUnits = units.map((unit) => ({ kind: 'admin#directory#orgUnit', etag, ...unit }));
  const body = { kind: 'admin#directory#orgUnits', etag, ...(units.length > 0 ? { organizationUnits } : {}) };
  return ask.json(applyMask(mask, body) as object);
}

function listGroups(ask: Ask, guard: Guard): Response {
  const world = guard.world();
  const refusal =
    refusalFor(ask, guard, { scopes: scopesOf('group'), role: 'admin' }) ??
    wrongCustomer(ask, world) ??
    unknownOrder(ask);
  if (refusal) return refusal;
  const items = ordered(world.groups, ask).map(groupResource);
  const beside = { kind: 'admin#directory#groups', etag };
  return answerListing(ask, {
    ...page,
    field: 'groups',
    items,
    standardSize: 200,
    largestSize: 200,
    beside,
    known: knownGroups,
  });
}

function listMembers(ask: Ask, guard: Guard): Response {
  const { groups } = guard.world();
  const scopes = [...scopesOf('group'), ...scopesOf('group.member')];
  const refusal = refusalFor(ask, guard, { scopes, role: 'admin' });
  if (refusal) return refusal;
  const group = findGroup(groups, ask.req.param('key') ?? '');
  if (!group) return ask.json(directoryRefusal(404, 'notFound', 'Resource Not Found: groupKey'), 404);
  const members =
    ask.req.query('includeDerivedMembership') === 'true' ? derived(groups, group) : group.members;
  const items = members.map((member) => ({ kind: 'admin#directory#member', etag, ...member }));
  const beside = { kind: 'admin#directory#members', etag };
  return answerListing(ask, {
    ...page,
    field: 'members',
    items,
    standardSize: 200,
    largestSize: 200,
    beside,
    known: knownMembers,
  });
}

/** A read-only scope, and the one that includes it. */
function scopesOf(what: string): readonly string[] {
  return [`admin.directory.${what}.readonly`, `admin.directory.${what}`];
}

function wrongCustomer(ask: Ask, world: GoogleWorld, named = ask.req.query('customer')): Response | null {
  const { path } = ask.req;
  if (!named && !ask.req.query('domain')) return ask.json(googleRefusal(400, path, 'Bad Request'), 400);
  if (!named || named === 'my_customer' || named === world.customerId) return null;
  return ask.json(googleRefusal(403, path), 403);
}

/** Without `orderBy`, Google promises no order: the stand-in then gives the world's own. */
function ordered<Row extends DirectoryUser | DirectoryGroup>(rows: readonly Row[], ask: Ask): readonly Row[] {
  if (ask.req.query('orderBy')?.toLowerCase() !== 'email') return rows;
  const address = (row: Row) => ('primaryEmail' in row ? row.primaryEmail : row.email).toLowerCase();
  const sorted = rows.toSorted((a, b) => (address(a) < address(b) ? -1 : 1));
  return ask.req.query('sortOrder')?.toUpperCase() === 'DESCENDING' ? sorted.reverse() : sorted;
}

function unknownOrder(ask: Ask): Response | null {
  const order = ask.req.query('orderBy') ?? 'email';
  if (order.toLowerCase() === 'email') return null;
  return ask.json(googleRefusal(400, ask.req.path, `Invalid value for orderBy: ${order}`), 400);
}

function unitsBelow(
  units: readonly DirectoryOrgUnit[],
  path: string,
  type: string,
): readonly DirectoryOrgUnit[] {
  const inside = path === '/' ? '/' : `${path}/`;
  return units.filter(({ orgUnitPath, parentOrgUnitPath }) => {
    if (orgUnitPath === path) return type === 'allIncludingParent' || type === 'all_including_parent';
    return type === 'children' ? parentOrgUnitPath === path : orgUnitPath.startsWith(inside);
  });
}

function groupResource({ members, ...group }: DirectoryGroup): object {
  return {
    kind: 'admin#directory#group',
    etag,
    ...group,
    directMembersCount: String(members.length),
    adminCreated: true,
  };
}

function findGroup(groups: readonly DirectoryGroup[], key: string): DirectoryGroup | undefined {
  return groups.find((group) => group.id === key || group.email.toLowerCase() === key.toLowerCase());
}

/** Everyone in the group, through its groups as well, each once. */
function derived(groups: readonly DirectoryGroup[], group: DirectoryGroup): readonly DirectoryMember[] {
  const found = new Map<string, DirectoryMember>();
  const visit = ({ members }: DirectoryGroup) => {
    for (const member of members) {
      if (found.has(member.id)) continue;
      found.set(member.id, member);
      const inner = member.type === 'GROUP' ? findGroup(groups, member.id) : undefined;
      if (inner) visit(inner);
    }
  };
  visit(group);
  return [...found.values()];
}
