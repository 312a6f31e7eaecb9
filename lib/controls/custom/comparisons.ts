import type { Environment } from '@marcbachmann/cel-js';

/** Two values were compared that can never be equal, so that neither "equal" nor "different" says anything. */
export class Incomparable extends Error {
  override readonly name = 'Incomparable';
}

const numbers = ['int', 'double', 'uint'];
const scalars = ['bool', 'string', ...numbers];
const times = ['google.protobuf.Timestamp', 'google.protobuf.Duration'];
const kinds = [...scalars, ...times, 'bytes', 'list', 'map', 'record', 'type'];

/**
 * CEL says that values of different kinds are different: `record.isAdmin != "true"` would hold for everybody. Here it
 * is an error where the evidence is what makes it so; between two values of the expression itself, the type checker
 * has said so before.
 */
export function compareLikeWithLike(environment: Environment): Environment {
  for (const [at, a] of kinds.entries())
    for (const b of kinds.slice(at + 1))
      if (!alike(a, b)) environment.registerOperator(`dyn<${a}> == ${b}`, refuse(a, b));
  environment.registerOperator('record == record', refuse('record', 'record'));
  for (const kind of [...scalars, 'list', 'record'])
    for (const element of scalars) {
      const handler = alike(kind, element) ? isAmong : refuse(kind, element);
      environment.registerOperator(`dyn<${kind}> in dyn<list<${element}>>`, handler);
    }
  // Of a list that is empty the library cannot tell which of these it is.
  for (const kind of scalars) environment.registerOperator(`dyn<${kind}> in dyn<list>`, isAmong);
  return environment;
}

function alike(a: string, b: string): boolean {
  return a === b || (numbers.includes(a) && numbers.includes(b));
}

function isAmong(value: unknown, list: readonly unknown[]): boolean {
  return list.some((element) => element === value || isSameNumber(element, value));
}

/** Whole numbers are big integers, others are not, and unsigned ones are objects around big integers. */
function isSameNumber(a: unknown, b: unknown): boolean {
  const [one, other] = [numeric(a), numeric(b)];
  // biome-ignore lint/suspicious/noDoubleEquals: compares a big integer with a number exactly
  return one !== null && other !== null && one == other;
}

function numeric(value: unknown): number | bigint | null {
  const plain = typeof value === 'object' && value !== null ? value.valueOf() : value;
  return typeof plain === 'number' || typeof plain === 'bigint' ? plain : null;
}

function refuse(a: string, b: string): () => never {
  return () => {
    const what = a === b ? `two values of the kind ${a}` : `values of the kinds ${a} and ${b}`;
    throw new Incomparable(`${what} cannot be compared`);
  };
}
