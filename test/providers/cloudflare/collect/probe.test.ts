import { afterEach, describe, expect, test } from '@jest/globals';
import { collector as cloudflare } from '../../../../lib/providers/cloudflare/collect/index.ts';
import type { Script } from '../../onepassword/stand-in.ts';
import { closed, status, stopStandIns } from '../../onepassword/stand-in.ts';
import { account, answer, member, type Options, page, paths, sessionWith } from '../account.ts';

afterEach(stopStandIns);

async function probe(script: Script, options: Options = {}) {
  const { memory, server } = await sessionWith(script, options);
  const results = await cloudflare.probe(memory.session);
  return { server, results, verdicts: results.map(({ verdict }) => verdict) };
}

const ends = answer({ id: 't1', status: 'active', expires_on: '2027-01-31T00:00:00Z' });

describe('doctor on Cloudflare', () => {
  test('says that all is there, and when the token of the account ends', async () => {
    const { results, verdicts, server } = await probe({ [paths.verify]: [ends] });
    expect(verdicts).toEqual(['pass', 'pass']);
    expect(results[0]?.message).toContain('The token ends on 2027-01-31T00:00:00Z.');
    expect(server.askedOf(paths.members).map(({ query }) => query.get('per_page'))).toEqual(['5']);
    expect(server.askedOf(paths.verifyUser)).toEqual([]);
  });

  test('asks where a token of a user is known, and at both where it does not tell', async () => {
    const user = { credential: 'cfut_canaryCloudflareToken61f0000000000000000001' };
    expect((await probe({ [paths.verifyUser]: [ends] }, user)).results[0]?.message).toContain('2027-01-31');
    const older = { credential: 'Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY' };
    const script = { [paths.verifyUser]: [status(401)], [paths.verify]: [ends] };
    expect((await probe(script, older)).results[0]?.message).toContain('2027-01-31');
  });

  test('says so where a token has no end, and where Cloudflare does not say', async () => {
    const endless = await probe({ [paths.verify]: [answer({ id: 't1', status: 'active' })] });
    expect(endless.results[0]?.message).toContain('The token has no end.');
    const silent = await probe({});
    expect(silent.verdicts).toEqual(['pass', 'pass']);
    expect(silent.results[0]?.message).toContain('does not say when the token ends');
  });

  test.each<[string, Script, readonly string[], RegExp]>([
    [
      'the permission',
      { [paths.account]: [status(403)], [paths.members]: [status(403)] },
      ['fail', 'fail'],
      /refused/,
    ],
    [
      'the setting',
      { [paths.account]: [account({ settings: {} })] },
      ['fail', 'pass'],
      /Account Settings: Read/,
    ],
    [
      'everybody’s second factor',
      { [paths.members]: [page([member('ana', {}, null)])] },
      ['pass', 'fail'],
      /for none of 1 members/,
    ],
    ['everybody', { [paths.members]: [page([])] }, ['pass', 'fail'], /names no member/],
    ['an answer', { [paths.account]: [closed()] }, ['unknown', 'pass'], /no usable answer/],
    ['room', { [paths.account]: [status(429)] }, ['unknown', 'pass'], /slow down/],
  ])('misses %s', async (_, script, expected, words) => {
    const { verdicts, results } = await probe(script);
    expect(verdicts).toEqual(expected);
    expect(results.find(({ verdict }) => verdict !== 'pass')?.message).toMatch(words);
  });

  test('reads on past the invited, in case the first page shows nobody else', async () => {
    const invited = Array.from({ length: 5 }, (_, at) => member(`i${at}`, { status: 'pending', user: null }));
    const { verdicts, server } = await probe({
      [paths.members]: [
        page(invited, { total_pages: 3, total_count: 11 }),
        page([member('ana')], { page: 2, total_pages: 3, total_count: 11 }),
      ],
    });
    expect(verdicts).toEqual(['pass', 'pass']);
    expect(server.askedOf(paths.members)).toHaveLength(2);
  });
});
