import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as bitwarden } from '../../../../lib/providers/bitwarden/collect/index.ts';
import { closed, json, type Script, status, stopStandIns } from '../../onepassword/stand-in.ts';
import { ana, ben, list, member, type Options, paths, sessionWith } from '../organization.ts';

afterEach(stopStandIns);

async function probe(script: Script, options: Options = {}) {
  const { memory, server } = await sessionWith(script, options);
  const results = await bitwarden.probe(memory.session);
  return { results, server, verdicts: results.map(({ verdict }) => verdict) };
}

const well = Array.from({ length: 6 }, () => 'pass');
const but = (...at: readonly [number, string][]) =>
  well.map((verdict, index) => new Map(at).get(index) ?? verdict);

describe('doctor on Bitwarden', () => {
  test('says that all is there, and asks for one member only', async () => {
    const { results, server, verdicts } = await probe({});
    expect(verdicts).toEqual(well);
    expect(results[0]?.message).toBe('2 members can be read, with their two-step login.');
    expect(server.askedOf(paths.member('ana'))).toHaveLength(1);
    expect(server.askedOf(paths.member('ben'))).toHaveLength(0);
    expect(server.askedOf(paths.events)).toHaveLength(1);
  });

  test.each<[string, Script, readonly string[], RegExp]>([
    ['the key', { [paths.token]: [status(401)] }, well.map(() => 'fail'), /clientId and clientSecret/],
    ['everybody', { [paths.members]: [list([])] }, but([0, 'fail'], [3, 'fail']), /no member/],
    [
      'two-step login',
      { [paths.members]: [list([member('ana', { twoFactorEnabled: null })])] },
      but([0, 'fail']),
      /twoFactorEnabled/,
    ],
    ['what was assigned', { [paths.member('ana')]: [json(ana)] }, but([3, 'fail']), /collections/],
    ['the policies', { [paths.policies]: [status(403)] }, but([4, 'fail']), /refused/],
    ['an answer', { [paths.events]: [closed()] }, but([5, 'unknown']), /no usable answer/],
    ['room', { [paths.groups]: [status(429)] }, but([1, 'unknown']), /slow down/],
  ])('misses %s', async (_, script, expected, words) => {
    const { results, verdicts } = await probe({ [paths.members]: [list([ana, ben])], ...script });
    expect(verdicts).toEqual(expected);
    expect(results.find(({ verdict }) => verdict !== 'pass')?.message).toMatch(words);
  });

  test('fails everything without a key', async () => {
    const { server, verdicts } = await probe({}, { credential: null });
    expect([verdicts, server.asked]).toEqual([well.map(() => 'fail'), []]);
  });
});
