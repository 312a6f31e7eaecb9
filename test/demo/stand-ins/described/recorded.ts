import type { Recording } from '../../../providers/recorded/recording.ts';

type Answers = Recording['answers'];

/** One answer of a stand-in that was no refusal. */
export interface Answered {
  readonly path: string;
  readonly value: unknown;
}

/** Every answer in JSON that comes over HTTP while something is done. */
export async function hearingAnswers<Made>(
  work: () => Promise<Made>,
): Promise<{ readonly heard: readonly Answered[]; readonly made: Made }> {
  const heard: Answered[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const response = await fetch(input, init);
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (response.ok) heard.push({ path: url.pathname, value: await response.clone().json() });
    return response;
  };
  try {
    return { heard, made: await work() };
  } finally {
    globalThis.fetch = fetch;
  }
}

/**
 * Fields that the answers have and that nothing published of such an address has, as `/path field: type`: another name, or the
 * same with a value of another type. Null, and an empty list, may stand for anything.
 */
export function strangersIn(heard: readonly Answered[], published: Answers): readonly string[] {
  const strangers = heard.flatMap(({ path, value }) => {
    const known = knownAt(path, published);
    return [...fieldsOf(value)].filter((field) => !known.has(field)).map((field) => `${path} ${field}`);
  });
  return [...new Set(strangers)];
}

/** Fields of all that is published of the address that is most like this one: ids in it differ. */
function knownAt(path: string, answers: Answers): ReadonlySet<string> {
  const likeness = (name: string) => {
    const [here, there] = [path, name.replace(/[?#].*$/, '')].map((one) => one.split('/'));
    if (here?.length !== there?.length) return 0;
    return (here ?? []).filter((part, at) => part !== '' && part === there?.[at]).length;
  };
  const best = Math.max(0, ...Object.keys(answers).map(likeness));
  const alike = Object.entries(answers).filter(([name]) => best > 0 && likeness(name) === best);
  return new Set(alike.flatMap(([, value]) => [...fieldsOf(value, true)]));
}

/** `members[].user.id: string` of every field; with `any`, what is null is of every type. */
function* fieldsOf(value: unknown, any = false, at = ''): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* fieldsOf(item, any, `${at}[]`);
    return;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* fieldsOf(inner, any, `${at}.${name}`);
    return;
  }
  if (value !== null) yield `${at}: ${typeof value}`;
  else if (any) yield* ['string', 'number', 'boolean'].map((type) => `${at}: ${type}`);
}
