import type { Service } from '../judging/service.ts';
import { manifests } from './manifests.ts';

/** What is judged of every provider, in the order of their list. */
export const services: readonly Service[] = manifests.map(({ service }) => service);

/** Whether people have accounts at a provider other than those that they are known by. */
export function hasOwnSignIn(provider: string): boolean {
  return (
    provider !== 'google-workspace' &&
    services.some((one) => one.provider === provider && one.review !== null)
  );
}
