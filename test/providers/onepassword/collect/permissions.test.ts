import { describe, expect, test } from '@jest/globals';
import {
  recoversOnly,
  rightsOfBits,
  rightsOfWords,
} from '../../../../lib/providers/onepassword/collect/permissions.ts';

describe('the SDK’s permission bits', () => {
  test('open a vault when reading items is among them', () => {
    expect(rightsOfBits(48)).toEqual({ permissions: ['REVEAL_ITEM_PASSWORD', 'READ_ITEMS'], canOpen: true });
    expect(rightsOfBits(15_730_674).canOpen).toBe(true);
  });

  test('do not open it when they only manage or recover', () => {
    expect(rightsOfBits(3)).toEqual({ permissions: ['RECOVER_VAULT', 'MANAGE_VAULT'], canOpen: false });
    expect(rightsOfBits(0)).toEqual({ permissions: [], canOpen: false });
  });

  test('keep a bit that has no name', () => {
    expect(rightsOfBits(4).permissions).toEqual(['bit 4']);
  });

  test('are recovery only when nothing else is granted', () => {
    expect([1, 3, 0, 33].map(recoversOnly)).toEqual([true, false, false, false]);
  });
});

describe('the words of op', () => {
  test.each([
    [['view_items'], true],
    [['allow_viewing', 'something_new'], true],
    [['manage_vault'], false],
    [[], false],
    [['something_new'], null],
    [['manage_vault', 'something_new'], null],
  ])('%j open a vault: %s', (words, canOpen) => {
    expect(rightsOfWords(words)).toEqual({ permissions: words, canOpen });
  });
});
