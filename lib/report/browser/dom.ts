import { inert } from './inert.ts';

export type Child = Node | string | number | null | false | undefined | readonly Child[];

interface Attributes {
  /** Space-separated classes. */
  readonly class?: string | null | undefined;
  readonly on?: Readonly<Record<string, (event: Event) => void>>;
  readonly [name: string]: unknown;
}

/**
 * An element. Text goes in as text, never as markup, with what cannot be seen in it made visible. Attributes that are
 * null, undefined or false are left out.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

/** An element of a drawing. */
export function svg(tag: string, attributes: Attributes, ...children: Child[]): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  setAttributes(element, attributes);
  append(element, children);
  return element;
}

export function append(parent: Node, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(parent, child);
    else if (child instanceof Node) parent.appendChild(child);
    else for (const piece of inert(String(child))) parent.appendChild(piece);
  }
}

function setAttributes(element: Element, { on, ...attributes }: Attributes): void {
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  for (const [event, listener] of Object.entries(on ?? {})) element.addEventListener(event, listener);
}

export function clear(element: Element): void {
  element.replaceChildren();
}
