/** How a sample is drawn, in words with which it can be drawn again by anybody. */
export const sampleMethod =
  'Of everybody who was in the population on any night of the period: the SHA-256 of the seed, a line feed and the subject (UTF-8), in hexadecimal, sorted; the first ones are the sample. The night of each is the one on which the subject was judged for which the SHA-256 of seed, line feed, subject, line feed and the night’s id sorts first.';

/** The same for the rows of a table of the period. */
export const populationMethod =
  'Of every row of the table: the SHA-256 of the seed, a line feed and “who in list on night” (of a change “, what” after it; UTF-8), in hexadecimal, sorted; the first ones are the sample. The night of each is the first that shows it.';

export interface Drawn {
  readonly subject: string;
  /** What it was sorted by. */
  readonly hash: string;
}

/** SHA-256 of a text's UTF-8 in hexadecimal: the machine's own, or the browser's. */
type Sha256 = (text: string) => string;

/** What is hashed of a subject, and of it on a night. */
function sampleText(...parts: readonly string[]): string {
  return parts.join('\n');
}

/** A draw that is told everybody once, in any order, and holds no more than it draws. */
export interface Draw {
  add(subject: string): void;
  /** How many it was told. */
  readonly population: number;
  /** In the order in which they were drawn. */
  drawn(): readonly Drawn[];
}

/** @param size how many are drawn; everybody where there are fewer */
export function draw(seed: string, size: number, sha256: Sha256): Draw {
  const held: Drawn[] = [];
  let population = 0;
  return {
    add(subject) {
      population++;
      const one = { subject, hash: sha256(sampleText(seed, subject)) };
      const last = held.at(-1);
      if (held.length === size && last && compare(one, last) > 0) return;
      const at = held.findIndex((other) => compare(one, other) < 0);
      held.splice(at < 0 ? held.length : at, 0, one);
      if (held.length > size) held.pop();
    },
    get population() {
      return population;
    },
    drawn: () => held,
  };
}

/** Of some nights the one that a subject is looked at on. */
export function drawNight<Night extends { readonly run: string }>(
  seed: string,
  subject: string,
  nights: readonly Night[],
  sha256: Sha256,
): Night | undefined {
  return nights
    .map((night) => ({ night, hash: sha256(sampleText(seed, subject, night.run)) }))
    .sort((a, b) => (a.hash < b.hash ? -1 : 1))[0]?.night;
}

function compare(a: Drawn, b: Drawn): number {
  if (a.hash !== b.hash) return a.hash < b.hash ? -1 : 1;
  return a.subject < b.subject ? -1 : 1;
}
