import { layersOf } from './decoded.ts';

/** Shorter values are too likely to occur by chance: blanking them out would destroy the evidence. */
const leastLength = 6;
const leastLine = 16;

const namesOfSecrets = /secret|token|pass(word|phrase)|key|assertion|credential/i;
const namesOfOthers = /(id|type|uri|url|name|email)$/i;

/**
 * Every form in which a secret may stand where escapes were undone (`layersOf`), as bytes, one character each (Latin-1): what looks
 * like an escape in a secret may stand for bytes that are no text. As it is, and in base64, base64url and
 * hexadecimal, also where it begins in the middle of a longer text (`user:password`). Of a value of several lines (a PEM
 * key) each line of 16 characters or more counts as a secret too; of a credential in JSON, each member that a name such as
 * `private_key` or `clientSecret` marks as one. Empty for a value of fewer than 6 characters.
 */
export function formsOf(value: string): ReadonlySet<string> {
  const secret = value.trim().toWellFormed();
  if (secret.length < leastLength) return new Set();
  const members = membersOf(secret);
  const parts = members
    ? members.flatMap((member) => [...formsOf(member)])
    : linesOf(secret).flatMap(encodingsOf);
  return new Set([...encodingsOf(secret), ...parts]);
}

function encodingsOf(secret: string): string[] {
  return [
    ...layersIn(secret),
    new URLSearchParams({ v: secret }).toString().slice(2),
    ...asWritten(secret).flatMap((text) => [...base64FormsOf(text), ...hexFormsOf(text)]),
  ];
}

/** A secret that itself looks escaped is found where that was undone as well. */
function layersIn(secret: string): string[] {
  return [...layersOf(Buffer.from(secret))]
    .filter((layer) => layer.toString().length >= leastLength)
    .map((layer) => layer.toString('latin1'));
}

/** The texts that a server may have encoded whole: the secret, or a text in which it is escaped. */
function asWritten(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, json, json.replaceAll('/', '\\/'), encodeURIComponent(secret)])];
}

function hexFormsOf(secret: string): string[] {
  const hex = Buffer.from(secret).toString('hex');
  return [hex, hex.toUpperCase()];
}

function base64FormsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inside = [0, 1, 2].map((offset) => base64Inside(bytes, offset));
  const forms = [bytes.toString('base64'), ...inside];
  return [
    ...forms,
    ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')),
  ];
}

/** The base64 characters that depend on nothing but the secret, when it begins `offset` bytes into a group of three. */
function base64Inside(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

function linesOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  if (lines.length < 2) return [];
  return lines.filter((line) => line.length >= leastLine && !line.startsWith('-----'));
}

/** The secret members of a credential in JSON, however deep; undefined when the text is no JSON object. */
function membersOf(text: string): string[] | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return secretsIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function secretsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    if (typeof member !== 'string') return secretsIn(member);
    return namesOfSecrets.test(name) && !namesOfOthers.test(name) ? [member] : [];
  });
}
