import { changedMembers, type Members, membersOf } from '../../report/changed-members.ts';
import type { Keyed } from '../timeline/merge.ts';
import type { KeyReader } from './record-key.ts';

/** A record's line, with what changed since the line that was read before it, where only simple values did. */
export interface RecordLine extends Keyed {
  /** The line that `changed` is told from; null where nothing is told. */
  readonly before: string | null;
  /** The members that changed, as JSON without the braces. */
  readonly changed: string;
  readonly form: Form | null;
}

/** What a record's lines have in common. Hundreds of them differ in one and the same member. */
interface Form {
  /** As they were when this was made; since then `around` alone may have changed. */
  readonly members: Members;
  /** Places of the members that the key was read from. */
  readonly keyPlaces: ReadonlySet<number>;
  readonly around: Around | null;
}

/** What stands around the one member that changed. */
interface Around {
  readonly place: number;
  readonly nameAt: number;
  /** All before its value, its name included, and all behind it. */
  readonly head: string;
  readonly tail: string;
}

/** Values that `JSON.stringify` would write in the same way again, as far as can be told at a glance. */
const plainValue = /^(?:"[^"\\\p{Cc}\p{Cs}]*"|true|false|null|0|-?[1-9]\d{0,14})$/u;

/**
 * Reads a record's line by the one that was read before, where both are versions of one record; else by itself. Most
 * records change a member a night, and parsing each version took longer than all else that is done with it.
 */
export function readRecordLine(line: string, before: RecordLine | null, keyOf: KeyReader): RecordLine {
  return againChanged(line, before) ?? changed(line, before) ?? fresh(line, keyOf);
}

function fresh(line: string, keyOf: KeyReader): RecordLine {
  const { key, fields } = keyOf(line);
  const members = fields && membersOf(line);
  if (!members) return { line, key, before: null, changed: '', form: null };
  const names = Object.keys(JSON.parse(line) as object);
  const keyPlaces = new Set([...fields].map((name) => names.indexOf(name)));
  return { line, key, before: null, changed: '', form: { members, keyPlaces, around: null } };
}

/** Where the same member changed as did last. */
function againChanged(line: string, before: RecordLine | null): RecordLine | null {
  if (!before?.form?.around) return null;
  const { form, key } = before;
  const { head, tail, nameAt } = before.form.around;
  const end = line.length - tail.length;
  // `startsWith` and `endsWith` compare letter by letter, which takes five times as long.
  if (end < head.length || line.slice(0, head.length) !== head || line.slice(end) !== tail) return null;
  if (!plainValue.test(line.slice(head.length, end))) return null;
  return { line, key, before: before.line, changed: line.slice(nameAt, end), form };
}

function changed(line: string, before: RecordLine | null): RecordLine | null {
  if (!before?.form) return null;
  const { around, keyPlaces } = before.form;
  const own = around ? before.form.members.with(around.place, before.changed) : before.form.members;
  const found = changedMembers(line, own);
  if (!found) return null;
  const { members } = found;
  const places = [...members.keys()].filter((place) => members[place] !== own[place]);
  if (places.some((place) => keyPlaces.has(place))) return null;
  const [place = 0] = places;
  return {
    line,
    key: before.key,
    before: before.line,
    changed: found.changed.join(),
    form: { members, keyPlaces, around: places.length === 1 ? aroundOf(line, members, place) : null },
  };
}

function aroundOf(line: string, members: Members, place: number): Around {
  const nameAt = members.slice(0, place).reduce((sum, member) => sum + member.length + 1, 1);
  const member = members[place] ?? '';
  const valueAt = nameAt + (/^"(?:[^"\\]|\\.)*":/.exec(member)?.[0].length ?? 0);
  return { place, nameAt, head: line.slice(0, valueAt), tail: line.slice(nameAt + member.length) };
}
