/** Fields of a record of a list of people that say whether an account may still be used. */
export const statusField = /^(is_?)?(suspended|archived|deleted|deactivated|active|status|state|inactive)$/i;
/** Fields that say what an account may do. */
export const roleField = /role|admin|owner|^type$|guest|restricted|orgUnitPath|permission/i;

/** So many roles of an account are named in a table; its record has all. */
const mostRoles = 3;

/** What an account may do, and whether it was ended, in a few words; `account` where its record tells neither. */
export function accountText(line: string): string {
  const record = fieldsOf(line);
  const fields = Object.entries(record);
  const roles = fields.filter(([name]) => roleField.test(name) && !/orgUnitPath/i.test(name));
  const statuses = fields.filter(([name]) => statusField.test(name));
  const [may, stands] = [weighed(distinct(roles), record.privileged), distinct(statuses)];
  const ended = stands.filter((one) => !/^(active|accepted|confirmed|enabled)$/.test(one));
  const more = may.length > mostRoles ? [`${may.length - mostRoles} more`] : [];
  const text = [...may.slice(0, mostRoles), ...more, ...ended];
  return text.join(', ') || stands.join(', ') || 'account';
}

/** Of roles that are known by a number alone, what the record says that they may do. */
function weighed(roles: readonly string[], privileged: unknown): readonly string[] {
  if (typeof privileged !== 'boolean' || !roles.every((role) => /^role \d+$/.test(role))) return roles;
  return roles.length === 0 ? roles : [privileged ? 'admin' : 'member'];
}

function distinct(fields: readonly (readonly [string, unknown])[]): string[] {
  return [...new Set(fields.flatMap(([name, value]) => textOf(name, value)))];
}

function textOf(name: string, value: unknown): string[] {
  const own = name.replace(/^is_?(?=[A-Z_a-z])/i, '').replace(/([a-z])([A-Z])/g, '$1 $2');
  if (value === true) return [own.toLowerCase()];
  if (value === false) return /^active$/i.test(own) ? ['not active'] : [];
  if (typeof value === 'string') return value === '' || value === 'User' ? [] : [plain(value, own)];
  return Array.isArray(value) ? value.flatMap((one) => textOf(name, one)) : [];
}

/** `SUSPENDED` as a word, a number with what it is of, a role without the vendor before it; what is written otherwise stays. */
function plain(value: string, name: string): string {
  if (/^[a-z]+\/[\w-]+$/.test(value)) return value.slice(value.indexOf('/') + 1);
  if (/^\d+$/.test(value)) return `${name.toLowerCase().replace(/s$/, '')} ${value}`;
  return /^[A-Z_]+$/.test(value) ? value.toLowerCase().replaceAll('_', ' ') : value;
}

function fieldsOf(line: string): { readonly privileged?: unknown } {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
