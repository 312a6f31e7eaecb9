import { isObject, type Raw } from '../../read-fields.ts';

export function objectOf(value: unknown): Raw {
  return isObject(value) ? value : {};
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.isWellFormed() ? value : null;
}

/** Null where it is no list of texts: what did not come is not an empty list. */
export function textsOf(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && one.isWellFormed())
    ? value
    : null;
}

export function isNothing(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
