/**
 * What a company needs to declare a provider in a file of its own (`exhibit/provider`): the types, for a comment such as
 * `@type {import('exhibit/provider').ProviderDeclaration}`, and what tells before a night whether the file can be used.
 */
import { resolve } from 'node:path';
import { loadOwnProvider } from './load.ts';

export type { Auth } from '../declared/auth.ts';
export type {
  ControlWords,
  DeclaredSetup,
  DeclaredWords,
  MembersDeclaration,
  OrganizationDeclaration,
  ProviderDeclaration,
} from '../declared/declaration.ts';
export type {
  Flag,
  FlagField,
  Missing,
  Path,
  Raw,
  RolesField,
  TextField,
  TimeField,
} from '../declared/fields.ts';
export type { Address, ListEndpoint, Paging, Template } from '../declared/paging.ts';
export type { SettingKey, SettingKeys, SettingValues } from '../declared/setting-keys.ts';

/**
 * What is wrong with a file that is to declare a provider, in words; empty where it can be used. It is read as a night reads
 * it: one module without dependencies, whose default export is a declaration.
 * @param file path of the module, relative to where the program stands
 */
export function faultsOf(file: string): readonly string[] {
  try {
    loadOwnProvider(resolve(file));
    return [];
  } catch (error) {
    if (error instanceof Error && error.name === 'OwnProviderError') return [`${file} ${error.message}`];
    throw error;
  }
}
