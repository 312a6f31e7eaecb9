import { describe, expect, test } from '@jest/globals';
import { executeRun } from '../../../lib/nightly/run.ts';
import { ana, ben, google, nightAt, onepassword, scene, type World } from '../night.ts';

const leavers = 'people.leavers-have-no-access';
const left = google(ana, { ...ben, suspended: true });
const vaults = onepassword(['ana', 'ben']);
/** Later than all of these nights. */
const now = () => new Date('2026-11-30T02:00:00Z');

/** How Ben's accounts stand on the last of these nights, the first of which is a Friday: `waived` is within the grace. */
async function lastOf(nights: readonly World[]): Promise<Readonly<Record<string, string>>> {
  const stage = await scene({});
  for (const [at, world] of nights.entries()) {
    stage.world = world;
    await executeRun(await stage.context(nightAt(at), {}, { now }));
  }
  const lines = (await stage.text(nightAt(nights.length - 1), 'findings.ndjson')).split('\n');
  const own = lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter(({ control, subject }) => control === leavers && subject.startsWith('ben'));
  return Object.fromEntries(
    own.map(({ key, verdict, waiver }) => [key, verdict === 'fail' && waiver ? 'waived' : verdict]),
  );
}
const works = { google: google(ana, ben), onepassword: vaults };
const gone = { google: left, onepassword: vaults };

describe('The grace after somebody left', () => {
  test('begins on the night on which it is first seen', async () => {
    expect(await lastOf([works, gone, gone])).toEqual({ 'onepassword/op-ben': 'waived' });
    expect(await lastOf([works, gone, gone, gone, gone])).toEqual({ 'onepassword/op-ben': 'fail' });
  });

  test.each<[string, World[]]>([
    ['under another id', [works, gone, { google: left, 'onepassword-2': vaults }]],
    [
      'under another id, and seen again',
      [works, gone, { google: left, 'onepassword-2': vaults }, { google: left, 'onepassword-2': vaults }],
    ],
    [
      'for the first time',
      [{ google: google(ana, ben) }, { google: left }, { google: left, 'onepassword-2': vaults }],
    ],
    ['again, after nights without it', [works, { google: left }, { google: left, 'onepassword-2': vaults }]],
  ])('does not begin anew in a service that is connected later: %s', async (_, nights) => {
    expect(await lastOf(nights)).toEqual({ 'onepassword-2/op-ben': 'fail' });
  });

  test('of another service goes on when one is connected beside it', async () => {
    const beside = { ...gone, 'onepassword-2': onepassword(['ana', 'ben']) };
    expect(await lastOf([works, gone, beside])).toEqual({
      'onepassword-2/op-ben': 'fail',
      'onepassword/op-ben': 'waived',
    });
  });

  test('does not begin anew after a night on which the service did not show everybody', async () => {
    const cut: World = { google: left, onepassword: { ...vaults, users: { problem: 'timeout' } } };
    expect(await lastOf([works, gone, cut, gone, gone])).toEqual({ 'onepassword/op-ben': 'fail' });
  });

  test('is not given where the people are known from elsewhere for the first time', async () => {
    const elsewhere = { google: google(ana), onepassword: vaults };
    expect(await lastOf([{ onepassword: vaults }, elsewhere])).toEqual({ 'onepassword/op-ben': 'fail' });
  });
});
