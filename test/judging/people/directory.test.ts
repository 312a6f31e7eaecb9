import { describe, expect, test } from '@jest/globals';
import type { GoogleUser } from '../../../lib/evidence/datasets/google-workspace.ts';
import type { Completeness } from '../../../lib/evidence/document.ts';
import { walked } from '../../../lib/judging/assessed.ts';
import { datasetView } from '../../../lib/judging/dataset-view.ts';
import {
  isSamePerson,
  noDirectory,
  primaryOf,
  readDirectory,
} from '../../../lib/judging/people/directory.ts';
import { document, user } from '../../providers/google-workspace/controls/world.ts';

function read(
  users: readonly GoogleUser[],
  asked: readonly string[],
  completeness: Completeness = 'complete',
) {
  const view = datasetView(document('users', { completeness }), () => users);
  return walked(readDirectory(view, new Set(asked)));
}

const ana = user('ana', { primaryEmail: 'Ana@Example.com', aliases: ['A.Ruiz@example.org'] });

describe('the directory of the people source', () => {
  test('knows a person by any address in any case, and holds nobody else', () => {
    const directory = read([ana, user('ben')], ['a.ruiz@example.org']);
    const person = { address: 'ana@example.com', standing: 'active' };
    expect(Object.fromEntries(directory.people)).toEqual({
      'ana@example.com': person,
      'a.ruiz@example.org': person,
    });
    expect(primaryOf(directory, 'a.ruiz@example.org')).toBe('ana@example.com');
    expect([...directory.domains]).toEqual(['example.com', 'example.org']);
  });

  test('does not settle on one of two users who claim the same address', () => {
    const other = user('eve', { aliases: ['ana@example.com'], suspended: true });
    expect(read([ana, other], ['ana@example.com']).people.get('ana@example.com')?.standing).toBeNull();
  });

  test('is not whole when it holds nobody', () => {
    expect(read([], ['ana@example.com'], 'empty').whole).toBe(false);
  });

  test('tells whether two addresses are one person’s, as far as it was seen', () => {
    const asked = ['ana@example.com', 'a.ruiz@example.org', 'x@example.com', 'y@example.com'];
    const whole = read([ana], asked);
    const partial = read([ana], asked, 'partial');
    expect(isSamePerson(partial, 'ana@example.com', 'a.ruiz@example.org')).toBe(true);
    expect(isSamePerson(partial, 'ana@example.com', 'x@example.com')).toBe(false);
    expect(isSamePerson(whole, 'x@example.com', 'y@example.com')).toBe(false);
    expect(isSamePerson(partial, 'x@example.com', 'y@example.com')).toBeNull();
    expect(isSamePerson(noDirectory, 'x@example.com', 'y@example.com')).toBe(false);
  });
});
