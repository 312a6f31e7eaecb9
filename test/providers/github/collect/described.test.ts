import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as github } from '../../../../lib/providers/github/collect/index.ts';
import { githubMfaEnrolled } from '../../../../lib/providers/github/controls/mfa-enrolled.ts';
import { githubMfaRequired } from '../../../../lib/providers/github/controls/mfa-required.ts';
import { type Part, verdicts } from '../../../controls/people/world.ts';
import { type Collected, memorySession } from '../../session.ts';
import { type Answer, type Operation, readDescription, serve, stopDescribed } from '../described.ts';

afterEach(stopDescribed);

const description = readDescription();
const described = description ? describe : describe.skip;
const policies = [{ repository: 'octocat/Hello-World', path: 'README.md', branch: null }];

function operation(id: string): Operation {
  const found = description?.operations.find((one) => one.id === id);
  if (!found) throw new Error(`${id} is not described.`);
  return found;
}

const example = (id: string, name?: string): Record<string, unknown> => {
  const { examples } = operation(id);
  return structuredClone(name === undefined ? Object.values(examples)[0] : examples[name]) as never;
};

type Answers = Parameters<typeof serve>[1];

async function collect(answers?: Answers) {
  if (!description) throw new Error('There is no description.');
  const server = await serve(description, answers);
  const connection = { settings: { org: 'github' }, endpoint: server.url, credential: 'github_pat_x' };
  const memory = memorySession(connection, { policies });
  await github.collect(memory.session);
  return { server, memory, of: memory.of };
}

/** Nobody is without: GitHub's lists of such people are empty. */
const secure: Answers = (_, query) => (query.get('filter')?.startsWith('2fa_') ? { value: [] } : undefined);

const required = (enabled: unknown): Answers => {
  const organization = { ...example('orgs/get'), two_factor_requirement_enabled: enabled };
  return (id, query) => (id === 'orgs/get' ? { value: organization } : secure?.(id, query));
};

/** What the controls say of what was collected, whole datasets or not. */
function judged(of: (dataset: string) => Collected) {
  const parts = ['organization', 'members', 'outside-collaborators'].map((dataset): Part => {
    const { rows, problems } = of(dataset);
    return { provider: 'github', connection: 'github', dataset, rows, problem: problems[0] ?? null };
  });
  const all = { ...verdicts(githubMfaRequired, { parts }), ...verdicts(githubMfaEnrolled, { parts }) };
  return [...new Set(Object.values(all))].sort();
}

described('GitHub as GitHub describes it', () => {
  test('knows every question that is asked, with its parameters and headers', async () => {
    const { server } = await collect(secure);
    expect(server.violations).toEqual([]);
    expect(new Set(server.asked)).toEqual(
      new Set([
        'orgs/get',
        'orgs/list-members',
        'orgs/list-outside-collaborators',
        'repos/list-commits',
        'repos/get-commit',
        'repos/get-content',
      ]),
    );
    const probing = await serve(description as never, secure);
    const connection = { settings: { org: 'github' }, endpoint: probing.url, credential: 'github_pat_x' };
    await github.probe(memorySession(connection, { policies }).session);
    expect(probing.violations).toEqual([]);
  });

  test('notices a question that it does not know', async () => {
    const server = await serve(description as never);
    const ask = (path: string) => fetch(`${server.url}${path}`);
    await ask('/orgs/github/members?filter=2fa_off&size=7&per_page=500');
    await ask('/orgs/github/persons');
    expect(server.violations).toEqual(
      expect.arrayContaining([
        'orgs/list-members: filter=2fa_off is not allowed',
        'orgs/list-members: size is no parameter',
        'orgs/list-members: more than 100 on a page',
        'orgs/list-members: no version',
        'GET /orgs/github/persons is not described',
      ]),
    );
  });

  test('gives examples that are all understood, and passes where nothing is wrong', async () => {
    const { of } = await collect(secure);
    for (const dataset of ['organization', 'members', 'outside-collaborators'])
      expect(of(dataset).problems).toEqual([]);
    expect(judged(of)).toEqual(['pass']);
    const [document] = of('policy-documents').rows;
    expect(document).toMatchObject({ state: 'file', repository: 'octocat/Hello-World' });
  });

  test.each(['content-directory', 'content-symlink', 'content-submodule'])(
    'knows a %s from a file',
    async (kind) => {
      const name = `response-if-content-is-a-${kind.split('-')[1]}`;
      const { of } = await collect((id, query) =>
        id === 'repos/get-content' ? { value: example(id, name) } : secure?.(id, query),
      );
      expect(of('policy-documents').rows).toEqual([expect.objectContaining({ state: 'other', owner: null })]);
    },
  );

  test('names somebody who is without, who fails', async () => {
    const { of } = await collect();
    expect(judged(of)).toContain('fail');
  });

  test.each<[string, Answers, string]>([
    ['a requirement that is null', required(null), 'unknown'],
    ['a requirement that is left out', required(undefined), 'unknown'],
    ['a requirement that is off', required(false), 'fail'],
    [
      'a filter that is for owners only',
      (id, query) =>
        id === 'orgs/list-members' && query.get('filter')?.startsWith('2fa_')
          ? { status: 422, message: 'Only owners can use this filter.' }
          : secure?.(id, query),
      'unknown',
    ],
    [
      'nobody at all',
      (id, query) => (id.startsWith('orgs/list') ? { value: [] } : secure?.(id, query)),
      'none',
    ],
    [
      '404 for the organization',
      (id, query): Answer | undefined =>
        id === 'orgs/get' ? { status: 404, message: 'Not Found' } : secure?.(id, query),
      'no organization',
    ],
  ])('%s never passes', async (_, answers, expected) => {
    const { of } = await collect(answers);
    const found = judged(of);
    if (expected === 'none') expect(of('members').problems.map(({ code }) => code)).toEqual(['not-visible']);
    else if (expected === 'no organization') expect(of('organization').rows).toEqual([]);
    else expect(found).toContain(expected);
  });

  test('allows null for the requirement, so that the trap is GitHub’s own', () => {
    const organization = example('orgs/get');
    const check = (value: unknown) =>
      description?.faults(operation('orgs/get'), '200', {
        ...organization,
        two_factor_requirement_enabled: value,
      });
    // The example itself lacks a field that the description asks for, which is no matter here.
    expect(check(null)).toEqual(check(true));
    expect(check('yes')).not.toEqual(check(true));
  });

  test('gives people with no more than what must be there, who are understood', async () => {
    const [person] = example('orgs/list-members') as unknown as Record<string, unknown>[];
    const least = { ...person, name: null, email: null, gravatar_id: null };
    expect(description?.faults(operation('orgs/list-members'), '200', [least])).toEqual([]);
    const { of } = await collect((id, query) =>
      query.get('filter') === 'all' ? { value: [least] } : secure?.(id, query),
    );
    expect(of('members').problems).toEqual([]);
    expect(judged(of)).toEqual(['pass']);
  });
});
