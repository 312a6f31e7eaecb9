const letters = '[A-Za-z0-9_-]';

/** Forms that keys and tokens have at the services that people connect. Long enough to spare ordinary names. */
const forms: readonly (readonly [what: string, form: string])[] = [
  ['a PEM key', '-----BEGIN [A-Z0-9 ]*KEY(?: BLOCK)?-----'],
  ['a service-account key', '"private_key"\\s*:'],
  ['a GitHub token', `\\b(?:gh[a-z]_[A-Za-z0-9]{16,}|github_pat_${letters}{16,})`],
  ['a Slack token', '\\b(?:xox[a-z]|xapp)-[A-Za-z0-9-]{8,}'],
  ['a Slack webhook', 'hooks\\.slack\\.com/(?:services|workflows)/[\\w/]+'],
  ['a 1Password service account token', `\\bops_${letters}{16,}`],
  ['an npm token', '\\bnpm_[A-Za-z0-9]{16,}'],
  ['a Cloudflare token', `\\bcf(?:ut|at|k)_${letters}{16,}`],
  ['an AWS access key', '\\b(?:AKIA|ASIA)[A-Z0-9]{12,}'],
  ['a Google key', `\\b(?:AIza${letters}{30,}|GOCSPX-${letters}{16,}|ya29\\.${letters}{16,})`],
  ['a signed token', `\\beyJ${letters}{8,}\\.${letters}{8,}\\.${letters}*`],
];

export interface Suspicion {
  readonly what: string;
  readonly text: string;
  /** Offset in the text that was searched. */
  readonly start: number;
}

/** Everything in a text, comments included, that looks like a secret. */
export function findSecrets(text: string): Suspicion[] {
  return forms.flatMap(([what, form]) =>
    [...text.matchAll(new RegExp(form, 'g'))].map((match) => ({ what, text: match[0], start: match.index })),
  );
}
