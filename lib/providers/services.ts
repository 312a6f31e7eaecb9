import type { Service } from '../judging/service.ts';
import { manifests } from './manifests.ts';

/** What is judged of every provider, in the order of their list. */
export const services: readonly Service[] = manifests.map(({ service }) => service);

/** Whether `exhibit review` makes a sheet of a provider: also of one that is not listed, which a company declared. */
export function isReviewed(provider: string): boolean {
  const found = services.find((one) => one.provider === provider);
  return found === undefined || found.review !== null;
}

/** Whether people have accounts at a provider other than those that they are known by. */
export function hasOwnSignIn(provider: string): boolean {
  return provider !== 'google-workspace' && isReviewed(provider);
}
