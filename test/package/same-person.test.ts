import { describe, expect, test } from '@jest/globals';
import { samePerson } from '../../lib/package/pseudonyms/same-person.ts';

describe('Identifiers of one person', () => {
  test('are one, however they are written and in whatever order they are learned', () => {
    const same = samePerson();
    same.belongs('Ana-GH', 'ana.b@acme.example');
    same.belongs('ana.b@acme.example', 'Ana@acme.example');
    for (const one of ['ana-gh', 'ANA.B@acme.example', 'ana@acme.example'])
      expect(same.oneOf(one)).toBe('ana@acme.example');
    expect(same.oneOf('eve')).toBe('eve');
  });

  test('are one where a name was changed, in either direction', () => {
    const same = samePerson();
    same.belongs('ana.old@acme.example', 'ana.new@acme.example');
    same.belongs('ana.new@acme.example', 'ana.old@acme.example');
    same.belongs('ana-gh', 'ana.old@acme.example');
    same.belongs('ana-gh', 'ana.new@acme.example');
    expect(new Set(['ana-gh', 'ana.old@acme.example', 'ana.new@acme.example'].map(same.oneOf)).size).toBe(1);
  });

  test('never make one of two people: an address that passed from one to the other is neither’s', () => {
    const same = samePerson();
    same.belongs('info@acme.example', 'ana@acme.example');
    same.belongs('info@acme.example', 'ben@acme.example');
    expect(same.oneOf('info@acme.example')).toBe('info@acme.example');
    expect(same.oneOf('ana@acme.example')).not.toBe(same.oneOf('ben@acme.example'));
  });
});
