import type { GitHubPerson, GitHubWorld } from '../../../demo/stand-ins/github/world.ts';

/** A person; everything about them that is not said is as it should be. */
export function person(login: string, id: number, traits: Partial<GitHubPerson> = {}): GitHubPerson {
  return { id, login, role: 'member', twoFactor: 'secure', ...traits };
}

export const secure: GitHubWorld = {
  organization: { id: 1, login: 'Acme', twoFactorRequired: true },
  people: [
    person('Ana', 101, { role: 'admin', public: true }),
    person('ben', 102),
    person('cem', 103),
    person('ext', 201, { role: 'outside' }),
    person('new', 301, { role: 'invited', twoFactor: 'off' }),
  ],
};

/** The same company with more people of one kind, numbered from the one given. */
export function withMore(
  count: number,
  from: number,
  traits: Partial<GitHubPerson>,
  world = secure,
): GitHubWorld {
  const more = Array.from({ length: count }, (_, index) =>
    person(`user-${from + index}`, from + index, traits),
  );
  return { ...world, people: [...world.people, ...more] };
}

export const mixed: GitHubWorld = {
  ...secure,
  people: [
    person('Ana', 101, { role: 'admin', twoFactor: 'insecure', public: true }),
    person('ben', 102, { twoFactor: 'off' }),
    person('cem', 103),
    person('ext', 201, { role: 'outside', twoFactor: 'off' }),
    person('far', 202, { role: 'outside', twoFactor: 'insecure' }),
  ],
};
