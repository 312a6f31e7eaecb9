/** 1Password's words for what a holder may do with a vault: those of `op` and, in capitals, those of the SDK. */

/** Grant reading items. */
export const openingRights: ReadonlySet<string> = new Set(['view_items', 'allow_viewing', 'READ_ITEMS']);

/** Grant seeing and copying the passwords in them. */
export const revealingRights: ReadonlySet<string> = new Set([
  'view_and_copy_passwords',
  'allow_viewing',
  'REVEAL_ITEM_PASSWORD',
]);

/** Grant recovering somebody's access, which is no access of one's own. */
export const recoveringRights: ReadonlySet<string> = new Set(['recover_vault', 'RECOVER_VAULT']);

/** Every other word that is known of `op`. */
export const rightsOfOp: ReadonlySet<string> = new Set([
  'allow_editing',
  'allow_managing',
  'allow_viewing',
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
  'view_items',
]);

/** The SDK's bits by name, as its typings have them. */
export const rightsBySdkBit: ReadonlyMap<number, string> = new Map([
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

const known: ReadonlySet<string> = new Set([...rightsOfOp, ...rightsBySdkBit.values(), ...recoveringRights]);

/** Whether a word of either source is one that we know. */
export function isKnownRight(right: string): boolean {
  return known.has(right);
}

/** What a source tells of somebody's rights on a vault. */
export interface StatedRights {
  readonly permissions: readonly string[];
  readonly canOpen: boolean | null;
  /** Whether it is told that they have some, without saying which. */
  readonly granted?: boolean | undefined;
}

/**
 * Whether somebody has a vault: any right on it but recovery is having it, whoever may only manage it included. Null where
 * the rights were not told, or only in words that we do not know.
 */
export function hasVault({ canOpen, granted, permissions }: StatedRights): boolean | null {
  if (granted || canOpen || permissions.some((right) => isKnownRight(right) && !recoveringRights.has(right)))
    return true;
  return canOpen === null || !permissions.every(isKnownRight) ? null : false;
}

/** Whether rights come to recovery and nothing else. */
export function onlyRecovers(rights: StatedRights): boolean {
  return hasVault(rights) === false && rights.permissions.length > 0;
}
