import type { Configuration } from '../config/configuration.ts';
import { declaredService } from '../declared/service.ts';
import type { Service } from '../judging/service.ts';
import { services } from '../providers/services.ts';

/** What is judged and reviewed of every provider that a configuration may name, the company's own included. */
export function servicesIn({ ownProviders }: Pick<Configuration, 'ownProviders'>): readonly Service[] {
  return [...services, ...ownProviders.map(({ declaration }) => declaredService(declaration))];
}
