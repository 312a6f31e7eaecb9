/** What a holder's permissions on a vault come to. */
export interface Rights {
  readonly permissions: readonly string[];
  /** Whether they let the holder read items; null when that cannot be told. */
  readonly canOpen: boolean | null;
}

/** The SDK's bits by name, as its typings have them. */
const bits: ReadonlyMap<number, string> = new Map([
  [1, 'RECOVER_VAULT'],
  [2, 'MANAGE_VAULT'],
  [16, 'REVEAL_ITEM_PASSWORD'],
  [32, 'READ_ITEMS'],
  [64, 'UPDATE_ITEMS'],
  [128, 'CREATE_ITEMS'],
  [256, 'ARCHIVE_ITEMS'],
  [512, 'DELETE_ITEMS'],
  [1024, 'UPDATE_ITEM_HISTORY'],
  [1_048_576, 'SEND_ITEMS'],
  [2_097_152, 'IMPORT_ITEMS'],
  [4_194_304, 'EXPORT_ITEMS'],
  [8_388_608, 'PRINT_ITEMS'],
]);

/** Of the SDK's number. A bit without a name is kept as `bit <value>`. */
export function rightsOfBits(value: number): Rights {
  const set = Array.from({ length: 31 }, (_, shift) => 2 ** shift).filter((bit) => (value & bit) !== 0);
  const permissions = set.map((bit) => bits.get(bit) ?? `bit ${bit}`);
  return { permissions, canOpen: permissions.includes('READ_ITEMS') };
}

/** Whether the number grants recovery of the vault and nothing else. */
export function recoversOnly(value: number): boolean {
  return value === 1;
}

/** The words of `op` that grant reading, and the other words it is known to use. */
const opening: ReadonlySet<string> = new Set(['view_items', 'allow_viewing']);
const known: ReadonlySet<string> = new Set([
  ...opening,
  'allow_editing',
  'allow_managing',
  'archive_items',
  'copy_and_share_items',
  'create_items',
  'delete_items',
  'edit_items',
  'export_items',
  'import_items',
  'manage_vault',
  'print_items',
  'view_and_copy_passwords',
  'view_item_history',
]);

/** Of `op`'s list of words. A word we do not know might grant reading, so without a known one it is unknown. */
export function rightsOfWords(permissions: readonly string[]): Rights {
  if (permissions.some((word) => opening.has(word))) return { permissions, canOpen: true };
  return { permissions, canOpen: permissions.every((word) => known.has(word)) ? false : null };
}
