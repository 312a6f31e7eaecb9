import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aloneScene } from '../conformance/alone-scene.ts';
import { type Night, type NightOptions, openStage, type Stage } from '../conformance/stage.ts';
import { changed, changedRecord } from './changed.ts';
import { complaintsOf } from './doctor.ts';
import { type Served, serve } from './serve.ts';
import type { Company, Json, Twist } from './vendor.ts';
import { vendors } from './vendors.ts';

const seconds = 37;
const enrolled = 'mfa-enrolled';

function problemsOf({ documents }: Night) {
  const all = Object.values(documents).map(({ dataset, problem }) => [dataset, problem]);
  return all.filter(([, problem]) => problem !== null);
}

const titled = vendors.map((vendor) => {
  const keys = Object.keys(vendor.keys).join(' and ');
  return [keys === '' ? vendor.provider : `${vendor.provider} by ${keys}`, vendor] as const;
});

describe.each(titled)('%s, as its documents have it', (_, vendor) => {
  const id = vendor.provider;
  let stage: Stage;
  let served: Served;

  beforeAll(async () => {
    const start = async (now: () => Date) => {
      served = await serve(vendor, now);
      const standIn = { ...served, requests: [], misbehave: () => {}, behave: () => {} };
      return { credential: vendor.credential, standIn };
    };
    stage = await openStage(aloneScene(id, { keys: vendor.keys, people: [], start }));
  });

  afterAll(() => stage.close());

  const night = async (company: Company, twist: Twist = {}, options: NightOptions = {}): Promise<Night> => {
    served.company = company;
    served.twist = twist;
    return await stage.again(id, options);
  };
  const verdicts = (of: Night) =>
    Object.fromEntries(vendor.controls.map((name) => [name, of.verdicts[`${id}.${name}`]]));
  const allPass = Object.fromEntries(vendor.controls.map((name) => [name, 'pass']));
  const noneOfList = Object.fromEntries(
    vendor.ofPeople.map((name) => [name, expect.not.stringMatching('pass')]),
  );
  const crowd = (last: Json): Company => {
    const people = Array.from({ length: vendor.numbered ?? 4 }, (_, at) => vendor.person(at));
    return { ...vendor.company(), people: [...people, last] };
  };
  const last = vendor.person(5_000);

  test('a company with nothing wrong passes, and nothing is asked that the vendor does not have', () => {
    expect(problemsOf(stage.clean)).toEqual([]);
    expect(served.strange).toEqual([]);
    expect(verdicts(stage.clean)).toEqual(allPass);
  });

  test.each(Object.entries(vendor.traps))('where %s', async (_, { change, gives }) => {
    const found = await night(changed(vendor.company(), change));
    expect(verdicts(found)).toEqual({ ...allPass, ...gives });
  });

  test.each(Object.entries(vendor.endpoints))('who is refused %s has no verdict on it', async (_, at) => {
    const { unauthenticated, denied, missing, limited } = vendor.refusals;
    const nowhere = at.mayBeNowhere ? [] : [missing];
    for (const as of [unauthenticated, denied, ...nowhere, limited(new Date(), seconds)]) {
      const found = await night(vendor.company(), { refuse: { path: at.path, as } });
      expect(problemsOf(found)).not.toEqual([]);
      for (const name of at.bars)
        expect([as.status, name, verdicts(found)[name]]).toEqual([as.status, name, 'unknown']);
    }
  });

  test('what is not there and need not be takes nothing away', async () => {
    for (const { path } of Object.values(vendor.endpoints).filter(({ mayBeNowhere }) => mayBeNowhere)) {
      const found = await night(vendor.company(), { refuse: { path, as: vendor.refusals.missing } });
      expect([problemsOf(found), verdicts(found)]).toEqual([[], allPass]);
    }
  });

  test.each(Object.entries(vendor.endpoints))(
    'who comes too often to %s waits as long as told',
    async (_, at) => {
      const as = (now: Date) => vendor.refusals.limited(now, seconds);
      const found = await night(
        vendor.company(),
        { refuse: { path: at.path, as, times: 1 } },
        { patience: 120 },
      );
      expect(verdicts(found)).toEqual(allPass);
      if (vendor.saysHowLong) expect(found.waits.map((ms) => Math.round(ms / 1000))).toEqual([seconds]);
    },
  );

  test('everybody on every page counts', async () => {
    expect(verdicts(await night(crowd(last)))).toEqual(allPass);
    const without = changedRecord(last, vendor.without);
    for (const twist of [{}, { emptyFirst: true }] as const) {
      const found = verdicts(await night(crowd(without), twist));
      if (enrolled in allPass) expect(found[enrolled]).not.toBe('pass');
    }
  });

  test('the doctor finds all of it there, and misses what is refused', async () => {
    served.company = vendor.company();
    served.twist = {};
    expect(await complaintsOf(stage)).toEqual([]);
    for (const { path, sameGrant } of Object.values(vendor.endpoints)) {
      if (sameGrant) continue;
      served.twist = { refuse: { path, as: vendor.refusals.denied } };
      expect([path, await complaintsOf(stage)]).not.toEqual([path, []]);
    }
    expect(served.strange).toEqual([]);
  });

  test('whoever comes twice stands for nobody else', async () => {
    const found = await night(crowd(vendor.person(0)));
    expect(verdicts(found)).toEqual({ ...allPass, ...noneOfList });
  });

  test('a link to another host is not followed', async () => {
    if (vendor.links === 'none') return;
    const found = await night(crowd(last), { linksTo: stage.elsewhere.url });
    expect(stage.elsewhere.asked).toEqual([]);
    if (vendor.links === 'only') expect(verdicts(found)).toEqual({ ...allPass, ...noneOfList });
  });

  test('a total that differs is no pass', async () => {
    if (!vendor.tellsTotal) return;
    const found = await night(vendor.company(), { totalOff: 1 });
    expect(verdicts(found)).toEqual({ ...allPass, ...noneOfList });
  });
});
