import type { Template } from './paging.ts';

/**
 * Puts values where their names stand in braces. `escaped` is for parts of an address. Throws for a name that there is no
 * value of: the declaration is wrong.
 */
export function fill(
  template: Template,
  values: Readonly<Record<string, unknown>>,
  escaped: (value: string) => string = (value) => value,
): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new Error(`${template} needs ${name}, and there is none.`);
    return escaped(String(value));
  });
}
