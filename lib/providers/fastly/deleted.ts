import type { Raw } from '../../declared/fields.ts';

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** Whether somebody was deleted: where they were, Fastly gives the time. What is none says neither. */
export function isDeleted({ deleted_at: at }: Raw): boolean | null {
  if (at === null || at === undefined) return false;
  return typeof at === 'string' && time.test(at) ? true : null;
}
