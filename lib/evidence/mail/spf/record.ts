import { quoted } from '../quoted.ts';
import { addressOf, type Network, widths } from './address.ts';
import { domainSpecOf, type MacroString, macroStringOf } from './macro-string.ts';

export type Qualifier = '+' | '-' | '?' | '~';

/** What a sender may match. A target that is null is the domain whose record it is. */
export type Mechanism =
  | { readonly kind: 'all' }
  | { readonly kind: 'include' | 'exists'; readonly target: MacroString }
  | {
      readonly kind: 'a' | 'mx';
      readonly target: MacroString | null;
      readonly bits: { 4: number; 6: number };
    }
  | { readonly kind: 'ptr'; readonly target: MacroString | null }
  | { readonly kind: 'ip'; readonly network: Network };

export interface Directive {
  readonly qualifier: Qualifier;
  readonly mechanism: Mechanism;
  /** As it was written. */
  readonly text: string;
}

export interface Redirect {
  readonly target: MacroString;
  readonly text: string;
}

export interface SpfRecord {
  readonly directives: readonly Directive[];
  readonly redirect: Redirect | null;
}

/** The texts that are SPF records; all others are passed over (RFC 7208, 4.5). */
export function spfTexts(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
}

/** Reads a record by the grammar of RFC 7208, 12. A fault anywhere makes all of it void; it is said in words. */
export function spfRecordOf(text: string): SpfRecord | { readonly fault: string } {
  const directives: Directive[] = [];
  const modifiers = new Map<string, Redirect>();
  for (const term of text.slice('v=spf1'.length).split(' ')) {
    if (term === '') continue;
    const modifier = /^([a-z][a-z0-9._-]*)=(.*)$/is.exec(term);
    const fault = modifier ? addModifier(modifiers, modifier, term) : addDirective(directives, term);
    if (fault !== null) return { fault };
  }
  return { directives, redirect: modifiers.get('redirect') ?? null };
}

function addModifier(
  modifiers: Map<string, Redirect>,
  [, written = '', value = '']: RegExpExecArray,
  text: string,
): string | null {
  const name = written.toLowerCase();
  if (name !== 'redirect' && name !== 'exp')
    return macroStringOf(value) ? null : `${quoted(text)} has an invalid value`;
  const target = domainSpecOf(value);
  if (!target) return `${quoted(text)} names no domain`;
  if (modifiers.has(name)) return `“${name}=” is there twice`;
  modifiers.set(name, { target, text });
  return null;
}

function addDirective(directives: Directive[], text: string): string | null {
  const [, qualifier = '', name = '', rest = ''] = /^([+?~-]?)([a-z0-9]*)(.*)$/is.exec(text) ?? [];
  const mechanism = mechanismOf(name.toLowerCase(), rest);
  if (mechanism === undefined) return unknownMechanism(text);
  if (mechanism === null) return `${quoted(text)} cannot be read${blankHint(rest)}`;
  directives.push({ qualifier: (qualifier || '+') as Qualifier, mechanism, text });
  return null;
}

function unknownMechanism(text: string): string {
  const meant = /^[+?~-]?ipv([46]):/i.exec(text)?.[1];
  return `there is no mechanism ${quoted(text)}${meant ? `; what is meant is “ip${meant}:”` : ''}`;
}

function blankHint(rest: string): string {
  return rest === ':' ? ': nothing follows the colon, where a space is not allowed' : '';
}

/** Null where the rest does not fit the mechanism; undefined where there is no such mechanism. */
function mechanismOf(name: string, rest: string): Mechanism | null | undefined {
  switch (name) {
    case 'all':
      return rest === '' ? { kind: 'all' } : null;
    case 'include':
    case 'exists': {
      const target = targetIn(rest);
      return target && { kind: name, target };
    }
    case 'ptr': {
      const target = targetIn(rest);
      return rest === '' || target ? { kind: 'ptr', target } : null;
    }
    case 'a':
    case 'mx':
      return hostsIn(name, rest);
    case 'ip4':
    case 'ip6': {
      const network = networkIn(rest, name === 'ip4' ? 4 : 6);
      return network && { kind: 'ip', network };
    }
    default:
      return undefined;
  }
}

function targetIn(rest: string): MacroString | null {
  return rest.startsWith(':') ? domainSpecOf(rest.slice(1)) : null;
}

function hostsIn(kind: 'a' | 'mx', rest: string): Mechanism | null {
  const [whole, named, four, six] = /^(?::(.*?))?(?:\/(\d+))?(?:\/\/(\d+))?$/s.exec(rest) ?? [];
  const target = named === undefined ? null : domainSpecOf(named);
  const bits = { 4: bitsOf(four, 4), 6: bitsOf(six, 6) };
  if (whole === undefined || (named !== undefined && !target)) return null;
  return bits[4] === null || bits[6] === null ? null : { kind, target, bits: { 4: bits[4], 6: bits[6] } };
}

function networkIn(rest: string, family: 4 | 6): Network | null {
  const [, written = '', digits] = /^:([^/]*)(?:\/(\d+))?$/.exec(rest) ?? [];
  const address = addressOf(written);
  const bits = bitsOf(digits, family);
  return address?.family === family && bits !== null ? { ...address, bits } : null;
}

/** All of them where none is given; null where there cannot be so many. */
function bitsOf(digits: string | undefined, family: 4 | 6): number | null {
  if (digits === undefined) return widths[family];
  return /^(0|[1-9]\d{0,2})$/.test(digits) && Number(digits) <= widths[family] ? Number(digits) : null;
}
