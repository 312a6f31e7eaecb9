import * as z from 'zod/mini';

type Called = (argument: unknown) => unknown;

/** A function of a declaration, of whose answer only what `wrap` lets through is believed. */
export function callable<Wrapped>(wrap: (call: Called) => Wrapped): z.ZodMiniType<Wrapped> {
  return z.pipe(
    z.custom<Called>((given) => typeof given === 'function', 'is not a function'),
    z.transform(wrap),
  ) as unknown as z.ZodMiniType<Wrapped>;
}
