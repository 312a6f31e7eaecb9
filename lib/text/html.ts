import { inert } from './inert.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from outside as it may stand in HTML, in an element or in a quoted attribute. */
export function html(text: string): string {
  return inert(text).replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}
