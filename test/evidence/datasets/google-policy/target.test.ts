import { describe, expect, test } from '@jest/globals';
import { targetOf } from '../../../../lib/evidence/datasets/google-policy/target.ts';

const unit = (id: string) => `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${id}'))`;
const group = (id: string) => `entity.groups.exists(group, group.group_id == groupId('${id}'))`;
const licence = "entity.licenses.exists(license, license in ['/product/101/sku/1'])";

const target = (query: string | null, orgUnit: string | null, of: string | null = null) =>
  targetOf({ query, orgUnit, group: of });

describe('The target of a policy', () => {
  test.each([
    [unit('u1'), 'u1', null],
    [group('g1'), null, 'g1'],
    [`${unit('u1')} && ${group('g1')}`, 'u1', 'g1'],
    [unit('u1'), 'u1', 'g1'],
    [null, 'u1', null],
    [`${unit('u1')} && ${licence}`, 'u1', null],
    [`${unit('u1')} && !${group('g1')}`, 'u1', null],
    [`${unit('u1')} || ${unit('u2')}`, null, null],
    [group('any spelling'), null, 'WORKSPACE_ALL_ADMIN_GROUP'],
  ])('is clear by the query %s of unit %s and group %s', (query, orgUnit, of) => {
    expect(target(query, orgUnit, of).unclear).toBeNull();
  });

  test.each([
    [null, null, null, 'neither a unit nor a group'],
    ['', null, '', 'neither a unit nor a group'],
    [unit('u1'), 'u2', null, 'other units or groups than the policy'],
    [group('g1'), null, 'g2', 'other units or groups than the policy'],
    [`${unit('u1')} || ${unit('u2')}`, 'u1', null, 'other units or groups than the policy'],
    [`!${unit('u1')}`, 'u1', null, 'other units or groups than the policy'],
    [`${unit('u1')} && entity.groups.size() > 1`, 'u1', null, 'does not document'],
  ])('cannot be told by the query %s of unit %s and group %s', (query, orgUnit, of, why) => {
    expect(target(query, orgUnit, of).unclear).toContain(why);
  });

  test('names the units it is for, and every group that decides', () => {
    const { forGroup, groups, units } = target(`(${unit('u1')} || ${unit('u2')}) && !${group('g1')}`, null);
    expect([...units]).toEqual(['u1', 'u2']);
    expect([...groups]).toEqual(['g1']);
    expect(forGroup).toBe(false);
    expect(target(group('g1'), null).forGroup).toBe(true);
  });
});
