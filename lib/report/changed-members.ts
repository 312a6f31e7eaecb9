/**
 * A line of JSON as the texts of its members, `"name":value`, so that what changed from one line to the next is found
 * by comparing text: a year of a company has hundreds of versions of each record, and parsing them is most of the work.
 */
export type Members = readonly string[];

export interface Changed {
  /** Members of the new line. */
  readonly members: Members;
  /** Those of them that differ. */
  readonly changed: Members;
}

/** Null for what is no object, or not written as `JSON.stringify` would write it again. */
export function membersOf(line: string): Members | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    if (JSON.stringify(value) !== line) return null;
    return Object.entries(value).map(([name, own]) => `${JSON.stringify(name)}:${JSON.stringify(own)}`);
  } catch {
    return null;
  }
}

/**
 * The members of a line that differ from those of the line before, where both have the same names in the same order and
 * only simple values changed; else null. Putting the changed ones into the line before gives the very same line.
 */
export function changedMembers(line: string, before: Members): Changed | null {
  const members = [...before];
  const changed: string[] = [];
  let at = 0;
  for (const [place, member] of before.entries()) {
    if (line[at] !== (place === 0 ? '{' : ',')) return null;
    at++;
    const own = standsAt(line, at, member) ? member : newMember(line, at, member);
    if (own === null) return null;
    if (own !== member) changed.push(own);
    members[place] = own;
    at += own.length;
  }
  const isWhole = before.length > 0 && line[at] === '}' && line.length === at + 1;
  return isWhole ? { members, changed } : null;
}

/** Whether a member stands at a place, and is not merely the beginning of another. */
function standsAt(line: string, at: number, member: string): boolean {
  const next = line[at + member.length];
  return (next === ',' || next === '}') && line.slice(at, at + member.length) === member;
}

/** The member that stands at a place, if it has the same name as the one before and a simple value. */
function newMember(line: string, at: number, before: string): string | null {
  const name = nameOf.exec(before)?.[0] ?? '';
  if (!line.startsWith(name, at)) return null;
  simpleValue.lastIndex = at + name.length;
  const value = simpleValue.exec(line)?.[0];
  return value !== undefined && isNormal(value) ? name + value : null;
}

const nameOf = /^"(?:[^"\\]|\\.)*":/;
const simpleValue = /"(?:[^"\\]|\\.)*"|[^"{}[\],]+/y;

function isNormal(value: string): boolean {
  try {
    return JSON.stringify(JSON.parse(value)) === value;
  } catch {
    return false;
  }
}
