import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { manifests } from '../../lib/providers/manifests.ts';
import { root } from '../end-to-end/call.ts';

/** The providers that are written as a declaration. */
export const declared: readonly string[] = manifests
  .map(({ id }) => id)
  .filter((id) => existsSync(join(root, `lib/providers/${id}/declaration.ts`)));

/** Those who are declared share these, which are functions of the provider. */
const shared = ['organization', 'members', 'member-count'];

/** The datasets that are values of their own. */
export const writtenDatasets = manifests.flatMap(({ id, datasets }) =>
  datasets.filter(({ name }) => !declared.includes(id) || !shared.includes(name)),
);
