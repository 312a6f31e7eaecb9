import { describe, expect, test } from '@jest/globals';
import { hasVault, onlyRecovers } from '../../../../lib/evidence/datasets/onepassword-rights.ts';
import { rightsNamed, rightsOfBits } from '../../../../lib/providers/onepassword/collect/permissions.ts';

describe('the SDK’s permission bits', () => {
  test('open a vault when reading items is among them', () => {
    expect(rightsOfBits(48)).toEqual({ permissions: ['REVEAL_ITEM_PASSWORD', 'READ_ITEMS'], canOpen: true });
    expect(rightsOfBits(15_730_674).canOpen).toBe(true);
  });

  test('do not open it when they only manage or recover', () => {
    expect(rightsOfBits(3)).toEqual({ permissions: ['RECOVER_VAULT', 'MANAGE_VAULT'], canOpen: false });
    expect(rightsOfBits(0)).toEqual({ permissions: [], canOpen: false });
  });

  test('keep a bit that has no name, which may open it', () => {
    expect(rightsOfBits(4)).toEqual({ permissions: ['bit 4'], canOpen: null });
    expect(rightsOfBits(2 + 4).canOpen).toBeNull();
    expect(rightsOfBits(32 + 4).canOpen).toBe(true);
  });

  test('are recovery only when nothing else is granted', () => {
    expect([1, 3, 0, 33, 5].map((bits) => onlyRecovers(rightsOfBits(bits)))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
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
    expect(rightsNamed(words)).toEqual({ permissions: words, canOpen });
  });
});

describe('having a vault', () => {
  test.each([
    'view_items',
    'view_and_copy_passwords',
    'view_item_history',
    'create_items',
    'edit_items',
    'archive_items',
    'delete_items',
    'import_items',
    'export_items',
    'copy_and_share_items',
    'print_items',
    'manage_vault',
    'allow_viewing',
    'allow_editing',
    'allow_managing',
  ])('is any right on it: %s alone', (word) => {
    expect(hasVault(rightsNamed([word]))).toBe(true);
  });

  test.each([2, 16, 32, 64, 128, 256, 512, 1024, 1_048_576, 2_097_152, 4_194_304, 8_388_608])(
    'is any right on it: the SDK’s bit %i alone',
    (bit) => {
      expect(hasVault(rightsOfBits(bit))).toBe(true);
    },
  );

  test('is not recovery, nor no right at all', () => {
    expect(hasVault(rightsNamed([]))).toBe(false);
    expect(hasVault(rightsNamed(['recover_vault']))).toBe(false);
    expect(hasVault(rightsOfBits(1))).toBe(false);
  });

  test('cannot be told of words that we do not know, nor where none came', () => {
    expect(hasVault(rightsNamed(['something_new']))).toBeNull();
    expect(hasVault(rightsNamed(['recover_vault', 'something_new']))).toBeNull();
    expect(hasVault(rightsOfBits(4))).toBeNull();
    expect(hasVault({ permissions: [], canOpen: null })).toBeNull();
    expect(hasVault(rightsNamed(['manage_vault', 'something_new']))).toBe(true);
  });
});
