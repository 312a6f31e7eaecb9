const letters = '[A-Za-z0-9_-]';

/** What has such a form, and the form as the source of a regular expression. */
export type TokenForm = readonly [what: string, form: string];

/** Forms that keys and tokens have anywhere; those of providers are their own to say. A public key is no secret. */
const forms: readonly TokenForm[] = [
  ['a PEM key', '-----BEGIN (?![A-Z0-9 ]*PUBLIC )[A-Z0-9 ]*KEY(?: BLOCK)?-----'],
  ['a signed token', `\\beyJ${letters}{8,}\\.${letters}{8,}\\.${letters}*`],
];

export interface Suspicion {
  readonly what: string;
  readonly text: string;
  /** Offset in the text that was searched. */
  readonly start: number;
}

/** Everything in a text, comments included, that looks like a secret. @param own forms that providers have */
export function findSecrets(text: string, own: readonly TokenForm[]): Suspicion[] {
  return [...own, ...forms].flatMap(([what, form]) =>
    [...text.matchAll(new RegExp(form, 'g'))].map((match) => ({ what, text: match[0], start: match.index })),
  );
}
