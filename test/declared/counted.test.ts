import { describe, expect, test } from '@jest/globals';
import { memberTotal } from '../../lib/declared/counted.ts';
import { type Member, memberCountOf, membersOf } from '../../lib/evidence/datasets/declared.ts';
import { completenessOf, type EvidenceDocument } from '../../lib/evidence/document.ts';
import { datasetReader } from '../../lib/judging/dataset-reader.ts';
import { datasetView } from '../../lib/judging/dataset-view.ts';
import { reconciled } from '../../lib/judging/totals/control-total.ts';
import { addsUp, reconciledText } from '../../lib/judging/totals/reconcile.ts';
import { entra } from '../../lib/providers/entra/declaration.ts';
import { okta } from '../../lib/providers/okta/declaration.ts';
import { contradictedLists, reconciledWith } from '../../lib/providers/totals.ts';
import { document } from '../providers/google-workspace/controls/world.ts';

function about(dataset: string, records: number, changes: Partial<EvidenceDocument> = {}): EvidenceDocument {
  const base = document(dataset);
  const completeness = completenessOf(records, null);
  return {
    ...base,
    connection: 'entra',
    provider: 'entra',
    completeness,
    population: { records, strata: {} },
    ...changes,
  };
}

function views(counted: number, listed: number, refused = false) {
  const problem = refused ? ({ code: 'denied', message: 'No.' } as const) : null;
  const count = about('member-count', refused ? 0 : 1, refused ? { completeness: 'failed', problem } : {});
  return [
    datasetView(about('members', listed), (): Member[] => []),
    datasetView(count, () => (refused ? [] : [{ counted, of: 'members' as const }])),
  ];
}

function held(counted: number, listed: number, refused = false): string {
  const total = memberTotal(entra);
  if (!total) return 'no total';
  const found = reconciled(total, datasetReader(views(counted, listed, refused)), 'entra');
  if (typeof found === 'string') return found;
  return `${addsUp(found)}: ${reconciledText(found, total.what, total.by)}`;
}

describe('A provider’s own count of members', () => {
  test('bears out a list that is as long, guests and blocked accounts among them', () => {
    expect(held(3, 3)).toBe(
      'true: Microsoft Entra ID’s own count confirms the list of members: members, 3 counted and 3 listed.',
    );
    expect(contradictedLists(views(3, 3)).size).toBe(0);
  });

  test('contradicts a list that is shorter', () => {
    expect(held(4, 3)).toMatch(/^false/);
    expect([...contradictedLists(views(4, 3)).keys()]).toEqual(['entra/members']);
  });

  test('does not contradict a longer one: whoever came in after it is on the list', () => {
    expect(held(2, 3)).toMatch(/^true: .*because the list also has people who joined after the count/);
  });

  test('of zero beside somebody is none', () => {
    expect(held(0, 3)).toMatch(/so its count is wrong/);
    expect(contradictedLists(views(0, 3)).size).toBe(0);
  });

  test('of zero beside an empty list bears out nothing: whoever may see nobody counts nobody', () => {
    expect(held(0, 0)).toMatch(/^Microsoft Entra ID counts nobody in entra, where there must be somebody/);
  });

  test('that was refused says nothing', () => {
    expect(held(3, 3, true)).toBe('Microsoft Entra ID did not say how many members entra has.');
  });

  test('is a dataset of its own, and the package says so; where there is none, it says that', () => {
    expect(reconciledWith('entra', 'members')).toMatchObject({
      kind: 'independent',
      dataset: 'member-count',
    });
    expect(memberCountOf('entra').name).toBe('member-count');
    expect([memberTotal(okta), membersOf('okta').name]).toEqual([undefined, 'members']);
    expect(reconciledWith('okta', 'members')).toMatchObject({ kind: 'none', dataset: null });
  });
});
