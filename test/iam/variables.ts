import type { Context } from './conditions.ts';
import { listed } from './policy.ts';

/**
 * A text of a policy with its variables filled in from the request; null where one has no value, so that the text fits nothing
 * ("IAM policy elements: Variables and tags"). `${key, 'default'}` has one all the same, and `${*}`, `${?}` and `${$}` are the signs themselves.
 */
export function filledIn(text: string, context: Context): string | null {
  let isWhole = true;
  const filled = text.replaceAll(/\$\{([^}]*)\}/g, (_, inner: string) => {
    const sign = signs[inner];
    if (sign !== undefined) return sign;
    const [, key = '', otherwise] = /^\s*([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/.exec(inner) ?? [];
    const value = heldBy(key, context) ?? otherwise;
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole ? filled : null;
}

/** Those that stand for themselves are told from wildcards by signs that no policy holds. */
const signs: Readonly<Record<string, string>> = { '*': '\u{e000}', '?': '\u{e001}', $: '$' };

function heldBy(key: string, context: Context): string | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
  if (found === undefined) return undefined;
  const [only, ...more] = listed(found);
  if (more.length > 0) throw new Error(`${key} has several values, which no variable can have.`);
  if (/[*?]/.test(only ?? ''))
    throw new Error(`Nobody here knows what a wildcard in the value of ${key} does.`);
  return only;
}
