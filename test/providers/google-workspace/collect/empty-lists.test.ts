import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as googleWorkspace } from '../../../../lib/providers/google-workspace/collect/index.ts';
import { memorySession } from '../../session.ts';
import { policy, root, user } from '../people.ts';
import { type Reply, type StandIn, standIn, subject, type World } from '../stand-in.ts';

let google: StandIn;
afterEach(() => google.close());

/** A night and a doctor's look at the same world. */
async function both(world: Partial<World>) {
  google = await standIn({ users: [user('ana')], orgUnits: [root], ...world });
  const settings = googleWorkspace.settings().parse({ subject });
  const session = () => memorySession({ settings, credential: google.key, endpoint: google.url });
  const [night, doctor] = [session(), session()];
  await googleWorkspace.collect(night.session);
  return { night, probes: await googleWorkspace.probe(doctor.session) };
}

const always = (path: RegExp, body: unknown): Partial<World> => ({
  instead: (request): Reply | undefined => (path.test(request.path) ? { status: 200, body } : undefined),
});

const otherSetting = policy('p', {
  setting: { type: 'settings/security.password', value: { minimumLength: 14 } },
});

describe('no policy at all is not-visible, at night and in doctor, since every customer has those of Google', () => {
  const worlds: readonly [string, Partial<World>][] = [
    ['an answer without anything', { policies: [] }],
    ['a list that is empty', always(/policies$/, { policies: [] })],
    [
      'pages without any',
      {
        instead: ({ path, query }) =>
          path === '/v1/policies'
            ? { status: 200, body: query.has('pageToken') ? {} : { nextPageToken: 'p1' } }
            : undefined,
      },
    ],
  ];

  test.each(worlds)('%s', async (_name, world) => {
    const { night, probes } = await both(world);
    expect(night.of('two-step-policies')).toMatchObject({ rows: [], problems: [{ code: 'not-visible' }] });
    expect(probes.find(({ dataset }) => dataset === 'two-step-policies')).toMatchObject({
      verdict: 'fail',
      message: night.of('two-step-policies').problems[0]?.message,
    });
  });

  test('policies of other settings alone', async () => {
    const { night } = await both({ policies: [otherSetting] });
    expect(night.of('two-step-policies')).toMatchObject({ rows: [], problems: [{ code: 'not-visible' }] });
  });

  test('but one that cannot be read is malformed, and one beside it is enough', async () => {
    const { night } = await both({ policies: [{ name: 'policies/a' }] });
    expect(night.of('two-step-policies').problems).toMatchObject([{ code: 'malformed' }]);
    await google.close();
    const { night: other } = await both({ policies: [otherSetting, policy('a')] });
    expect(other.of('two-step-policies').problems).toEqual([]);
  });
});

describe('no list of units is a whole one, at night and in doctor', () => {
  test.each([
    ['without anything', {}],
    ['with its kind alone', { kind: 'admin#directory#orgUnits', etag: 'x' }],
    ['with an empty list', { organizationUnits: [] }],
  ])('an answer %s', async (_name, body) => {
    const { night, probes } = await both({ policies: [policy('a')], ...always(/orgunits$/, body) });
    expect(night.of('org-units')).toMatchObject({ rows: [], problems: [] });
    expect(probes.find(({ dataset }) => dataset === 'org-units')?.verdict).toBe('pass');
  });

  test('but something else in its place is none', async () => {
    const { night } = await both({ policies: [policy('a')], ...always(/orgunits$/, { ok: true }) });
    expect(night.of('org-units').problems).toMatchObject([{ code: 'malformed' }]);
  });
});
