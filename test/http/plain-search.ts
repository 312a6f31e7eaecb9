import { formsOf } from '../../lib/http/secret-forms.ts';

/** So often escapes are undone within escapes. */
const depth = 5;

const named: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' };
const lettered: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** One escape after the other, each with what it stands for. Texts are bytes here: one character each. */
const escapes: readonly (readonly [RegExp, (...groups: string[]) => string])[] = [
  [/\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/iy, (high = '', low = '') => pair(high, low)],
  [/\\u([0-9a-f]{4})/iy, (unit = '') => point(Number.parseInt(unit, 16))],
  [/\\u\{([0-9a-f]{1,6})\}/iy, (code = '') => point(Number.parseInt(code, 16))],
  [/\\x([0-9a-f]{2})/iy, (byte = '') => String.fromCharCode(Number.parseInt(byte, 16))],
  [/\\([\\/"'])/y, (character = '') => character],
  [/\\([bfnrt])/iy, (letter = '') => lettered[letter.toLowerCase()] ?? ''],
  [/%([0-9a-f]{2})/iy, (byte = '') => String.fromCharCode(Number.parseInt(byte, 16))],
  [/&#(\d{1,7});/y, (code = '') => point(Number(code))],
  [/&#x([0-9a-f]{1,6});/iy, (code = '') => point(Number.parseInt(code, 16))],
  [/&(amp|lt|gt|quot|apos);/iy, (name = '') => named[name.toLowerCase()] ?? ''],
];

function pair(high: string, low: string): string {
  return bytesOf(String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)));
}

function point(code: number): string {
  return bytesOf(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
}

/** A text as bytes, one character each. */
export function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function undoneOnce(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const found = escapes.find(([form]) => {
      form.lastIndex = at;
      return form.test(text);
    });
    if (!found) {
      out += text[at++];
      continue;
    }
    const [form, meaning] = found;
    form.lastIndex = at;
    const [whole = '', ...groups] = form.exec(text) ?? [];
    out += meaning(...groups);
    at += whole.length;
  }
  return out;
}

/** A text as bytes, as it is and with one layer of escapes after the other undone. */
export function plainLayers(text: string): readonly string[] {
  const layers = [text];
  for (let at = 0; at < depth; at++) layers.push(undoneOnce(layers[at] ?? ''));
  return layers;
}

/** The slow and plain way to say whether a text, as bytes, holds any form of a secret. */
export function plainlyHolds(secrets: readonly string[], text: string): boolean {
  const forms = [...new Set(secrets.flatMap((secret) => [...formsOf(secret)]))];
  const layers = new Set(plainLayers(text));
  return [...layers].some((layer) => forms.some((form) => layer.includes(form)));
}
