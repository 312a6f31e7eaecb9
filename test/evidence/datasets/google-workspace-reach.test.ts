import { expect, test } from '@jest/globals';
import { reachOf } from '../../../lib/evidence/datasets/google-workspace-reach.ts';

const inUnit = "entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('u1'))";
const inGroup = "entity.groups.exists(group, group.group_id == groupId('g1'))";
const licensed = "entity.licenses.exists(license, license in ['/product/101/sku/1'])";
const reach = (query: string | null, orgUnit: string | null, group: string | null = null) =>
  reachOf({ query, orgUnit, group });

test('a query that repeats the unit and the group is plain', () => {
  expect(reach(inUnit, 'u1')).toBe('plain');
  expect(reach(inGroup, null, 'g1')).toBe('plain');
  expect(reach(`${inUnit} && ${inGroup}`, 'u1', 'g1')).toBe('plain');
  expect(reach(inUnit, 'u1', 'g1')).toBe('plain');
  expect(reach('entity.org_units.exists(x,x.org_unit_id==orgUnitId("orgUnits/u1"))', 'u1')).toBe('plain');
});

test('a query that did not come, or is empty, says nothing more', () => {
  expect(reach(null, 'u1')).toBe('plain');
  expect(reach(' ', 'u1')).toBe('plain');
});

test('a licence, or anything not about units and groups, is a condition', () => {
  expect(reach(`${inUnit} && ${licensed}`, 'u1')).toBe('conditional');
  expect(reach(`(${licensed} || ${licensed}) && ${inUnit}`, 'u1')).toBe('conditional');
});

test('another unit or group than the policy names, or several, is elsewhere', () => {
  expect(reach(inUnit, 'u2')).toBe('elsewhere');
  expect(reach(inGroup, 'u1')).toBe('elsewhere');
  expect(reach(`${inUnit} && ${inGroup}`, 'u1', 'g2')).toBe('elsewhere');
  expect(reach(`${inUnit} || ${licensed}`, 'u1')).toBe('elsewhere');
  expect(reach(`!${inUnit}`, 'u1')).toBe('elsewhere');
  expect(reach(`${inUnit} && !${inGroup}`, 'u1')).toBe('elsewhere');
});

test('the group of all admins may be spelled in any way', () => {
  expect(reach(inGroup, null, 'WORKSPACE_ALL_ADMIN_GROUP')).toBe('plain');
});
