import type { AnyProvider } from '../../providers/provider.ts';
import { collectNamed } from './collect-named.ts';
import type { Means } from './define.ts';

/** The function that collects from one of several providers that share their code: the environment names it. */
export function collectOneOf(collectors: readonly { readonly id: string }[], means: Partial<Means> = {}) {
  const find = (id: string) => collectors.find((one) => one.id === id) as AnyProvider | undefined;
  const ids = collectors.map(({ id }) => id).join(', ');
  return collectNamed({ find, otherwise: `this function collects from ${ids}` }, means);
}
