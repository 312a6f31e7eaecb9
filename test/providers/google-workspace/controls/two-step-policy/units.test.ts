import { expect, test } from '@jest/globals';
import {
  unitChains,
  withTop,
} from '../../../../../lib/providers/google-workspace/controls/two-step-policy/units.ts';
import { rootUnit, unit } from '../world.ts';

const units = [rootUnit, unit('/A'), unit('/A/B', '/A')];

test('a chain goes from the nearest unit to the top', () => {
  expect(unitChains(units)('/A/B')).toEqual({ ids: ['/A/B', '/A', 'root'], gap: null });
  expect(unitChains(units)('/')).toEqual({ ids: ['root'], gap: null });
});

test('a parent is found by its path where its id did not come', () => {
  const chains = unitChains([rootUnit, { ...unit('/A'), parentOrgUnitId: null }]);
  expect(chains('/A')).toEqual({ ids: ['/A', 'root'], gap: null });
});

test('a parent is found by its id, whatever it is called', () => {
  const chains = unitChains([rootUnit, unit('/A'), { ...unit('/A/B', '/A'), parentOrgUnitPath: '/Before' }]);
  expect(chains('/A/B')).toEqual({ ids: ['/A/B', '/A', 'root'], gap: null });
});

test('a unit that is not known leaves a gap', () => {
  expect(unitChains(units)(null)).toMatchObject({ ids: [], gap: expect.stringContaining('did not say') });
  expect(unitChains(units)('/C')).toMatchObject({ ids: [], gap: expect.stringContaining('not among') });
});

test('a unit missing above leaves a gap after the units known', () => {
  expect(unitChains([rootUnit, unit('/A/B', '/A')])('/A/B')).toMatchObject({
    ids: ['/A/B'],
    gap: 'a unit above /A/B is not among those collected',
  });
  const parentless = { ...unit('/A'), parentOrgUnitId: null, parentOrgUnitPath: null };
  expect(unitChains([rootUnit, parentless])('/A').gap).not.toBeNull();
});

test('the top unit is known from those right below it, where they agree', () => {
  const below = [unit('/A'), unit('/B')];
  expect(unitChains(withTop([...below, unit('/A/B', '/A')]))('/A/B').ids).toEqual(['/A/B', '/A', 'root']);
  expect(withTop([rootUnit, ...below])).toEqual([rootUnit, ...below]);
  const odd = { ...unit('/C'), parentOrgUnitId: 'other' };
  for (const units of [[], [...below, odd], [{ ...unit('/A'), parentOrgUnitId: null }], [unit('/A/B', '/A')]])
    expect(withTop(units)).toEqual(units);
});

test('units above each other end the climb', () => {
  const ring = [unit('/A', '/B'), unit('/B', '/A')];
  expect(unitChains(ring)('/A')).toEqual({ ids: ['/A', '/B'], gap: 'the units above /A form a ring' });
});
