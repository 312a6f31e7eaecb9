/** Where a deployment goes, so far as the words of its command say it. */
export interface Target {
  readonly stack: string;
  /** What the CDK's own things in the account are named with. */
  readonly qualifier: string;
  /** `--profile NAME`, or nothing. */
  readonly profile: readonly string[];
  /** The configuration, where the words name one. */
  readonly configuration: string | null;
  /** Whether every question is answered yes beforehand. */
  readonly yes: boolean;
}

const usual = { stack: 'Exhibit', qualifier: 'hnb659fds' };
const qualifierKey = '@aws-cdk/core:bootstrapQualifier';

/**
 * Reads the words behind `npm run deploy --`.
 * @param context that of `cdk.json`, which a word `-c` goes before
 */
export function readTarget(words: readonly string[], context: Readonly<Record<string, unknown>>): Target {
  const given = { ...context, ...contextIn(words) };
  const [profile] = valuesOf(words, '--profile');
  const qualifier = given[qualifierKey];
  return {
    stack: typeof given.stack === 'string' ? given.stack : usual.stack,
    qualifier: typeof qualifier === 'string' ? qualifier : usual.qualifier,
    profile: profile === undefined ? [] : ['--profile', profile],
    configuration: typeof given.config === 'string' ? given.config : null,
    yes: words.includes('--yes') || words.includes('-y'),
  };
}

function contextIn(words: readonly string[]): Record<string, string> {
  const pairs = [...valuesOf(words, '-c'), ...valuesOf(words, '--context')];
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

/** Of an option that is written `--name value` or `--name=value`. */
function valuesOf(words: readonly string[], name: string): string[] {
  return words.flatMap((word, at) => {
    if (word.startsWith(`${name}=`)) return [word.slice(name.length + 1)];
    const next = words[at + 1];
    return word === name && next !== undefined ? [next] : [];
  });
}
