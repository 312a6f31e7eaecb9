import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type GitHubStandIn, startGitHub } from '../../../../demo/stand-ins/github.ts';
import type { Misbehaviour } from '../../../../demo/stand-ins/serve/misbehaviour.ts';
import { collector as github } from '../../../../lib/providers/github/collect/index.ts';
import { githubMfaEnrolled } from '../../../../lib/providers/github/controls/mfa-enrolled.ts';
import { githubMfaRequired } from '../../../../lib/providers/github/controls/mfa-required.ts';
import { memorySession } from '../../session.ts';
import { mixed, withMore } from '../acme.ts';
import { judge } from './world.ts';

/** More than a page of everything that can be there while all is as it should be. */
const clean = withMore(
  101,
  1_000,
  { role: 'admin', twoFactor: 'insecure' },
  withMore(101, 2_000, { role: 'outside', twoFactor: 'insecure' }),
);

let world = clean;
let server: GitHubStandIn;
beforeAll(async () => {
  // Hundreds of nights in a minute are no business of GitHub's limits.
  server = await startGitHub(() => world, { perMinute: 100_000, perHour: 100_000 });
});
afterEach(() => {
  server.behave();
  world = clean;
});
afterAll(() => server.close());

/** A night's verdicts on what was collected. */
async function night() {
  const given = { settings: { org: 'acme' }, endpoint: server.url, credential: server.credentials() };
  const memory = memorySession(given);
  await github.collect(memory.session);
  const asked = github.datasets.filter(({ onlyFor }) => onlyFor === null);
  const parts = asked.map(({ name }) => {
    const { rows, problems } = memory.of(name);
    return { dataset: name, records: rows, problem: problems[0] ?? null };
  });
  return [githubMfaRequired, githubMfaEnrolled].map((control) => judge(control, parts).verdict);
}

test('What is as it should be passes, and what is not fails', async () => {
  expect(await night()).toEqual(['pass', 'pass']);
  world = { ...mixed, organization: { ...mixed.organization, twoFactorRequired: false } };
  expect(await night()).toEqual(['fail', 'fail']);
});

const misdeeds: readonly { readonly do: Misbehaviour['do']; readonly field?: string }[] = [
  { do: 403 },
  { do: 500 },
  { do: 'cut' },
  { do: 'not-json' },
  { do: 'wrong-shape' },
  { do: 'empty-object' },
  { do: 'repeat-token' },
  { do: 'duplicate-across-pages' },
  { do: 'null-field', field: 'id' },
];

describe.each(['members', 'outside_collaborators'])('The list of %s never passes', (list) => {
  test.each(misdeeds)('with $do on any page of any of its questions', async (misdeed) => {
    let spoilt = 0;
    for (const onPage of [1, 2]) {
      // Which of the questions it hits: those before it are answered as they should be.
      for (const before of [0, 1, 2, 3]) {
        const path = new RegExp(`${list}$`);
        if (before > 0)
          server.misbehave({ path, onPage, times: before, do: 'clock-offset', milliseconds: 0 });
        server.misbehave({ path, onPage, ...misdeed } as Misbehaviour);
        const asked = server.requests.length;
        const [required, enrolled] = await night();
        const hit = server.requests
          .slice(asked)
          .filter((request) => path.test(request.path) && (/page=2/.test(request.query) ? 2 : 1) === onPage);
        const bad = hit.length > before && spoils(misdeed.do, onPage);
        if (bad) expect(enrolled).not.toBe('pass');
        spoilt += Number(bad);
        expect(required).toBe('pass');
        server.behave();
      }
    }
    expect(spoilt).toBeGreaterThan(1);
  });
});

/** On a first page there is nothing to repeat. */
function spoils(misdeed: Misbehaviour['do'], onPage: number): boolean {
  return onPage === 2 || (misdeed !== 'duplicate-across-pages' && misdeed !== 'repeat-token');
}
