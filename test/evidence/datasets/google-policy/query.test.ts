import { describe, expect, test } from '@jest/globals';
import { conditionOf } from '../../../../lib/evidence/datasets/google-policy/query.ts';

const unit = (id: string) => `entity.org_units.exists(org_unit, org_unit.org_unit_id == orgUnitId('${id}'))`;
const group = (id: string) => `entity.groups.exists(group, group.group_id == groupId('${id}'))`;
const licence = "entity.licenses.exists(license, license in ['/product/101/sku/1'])";
const ofUnit = (id: string) => ({ kind: 'unit', id });
const ofGroup = (id: string) => ({ kind: 'group', id });

describe('A query of a policy', () => {
  test.each([
    [unit('u1'), ofUnit('u1')],
    [group('g1'), ofGroup('g1')],
    ['entity.org_units.exists(x,x.org_unit_id==orgUnitId("orgUnits/u1"))', ofUnit('u1')],
    [unit('id:u1'), ofUnit('u1')],
    [licence, { kind: 'licence' }],
    [`!${group('g1')}`, { kind: 'not', of: ofGroup('g1') }],
    [`${unit('u1')} && ${group('g1')}`, { kind: 'all', of: [ofUnit('u1'), ofGroup('g1')] }],
    [`${unit('u1')}||${unit('u2')}`, { kind: 'any', of: [ofUnit('u1'), ofUnit('u2')] }],
    [
      `${unit('u1')} && !(${group('g1')} || ${licence})`,
      {
        kind: 'all',
        of: [ofUnit('u1'), { kind: 'not', of: { kind: 'any', of: [ofGroup('g1'), { kind: 'licence' }] } }],
      },
    ],
    [
      `${unit('u1')} || ${unit('u2')} && ${licence}`,
      { kind: 'any', of: [ofUnit('u1'), { kind: 'all', of: [ofUnit('u2'), { kind: 'licence' }] }] },
    ],
  ])('%s is read', (query, expected) => {
    expect(conditionOf(query)).toEqual(expected);
  });

  test('that did not come, or is empty, asks nothing', () => {
    expect(conditionOf(null)).toBeNull();
    expect(conditionOf(' ')).toBeNull();
  });

  test.each([
    ["entity.org_units.exists(o, o.org_unit_id in ['u1'])", true],
    [`${unit('u1')} == true`, true],
    [`${unit('u1')} &&`, true],
    [`(${group('g1')}`, true],
    ["entity.devices.exists(d, d.kind == 'x')", false],
    ['entity.age > 3', false],
    ['true', false],
    [`${'('.repeat(5_000)}x${')'.repeat(5_000)}`, false],
  ])('%s is in words that Google does not document', (query, placed) => {
    expect(conditionOf(query)).toEqual({ kind: 'unread', placed });
  });

  test('of any length and depth ends', () => {
    expect(conditionOf(`${'!'.repeat(9_000)}${unit('u1')}`)).toEqual({ kind: 'unread', placed: true });
    expect(conditionOf(Array(1_000).fill(unit('u1')).join(' && '))).toEqual({ kind: 'unread', placed: true });
  });
});
