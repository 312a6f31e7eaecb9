/** Providers that may be `people.source`, by their ids. */
export const peopleProviders = ['google-workspace', 'entra', 'okta'] as const;

export type PeopleProvider = (typeof peopleProviders)[number];

export function isPeopleProvider(provider: string): boolean {
  return peopleProviders.some((one) => one === provider);
}
