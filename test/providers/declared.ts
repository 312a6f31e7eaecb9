import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { manifests } from '../../lib/providers/manifests.ts';
import { root } from '../end-to-end/call.ts';

/** The providers that are written as a declaration. */
export const declared: readonly string[] = manifests
  .map(({ id }) => id)
  .filter((id) => existsSync(join(root, `lib/providers/${id}/declaration.ts`)));

/** The datasets that are values of their own: those who are declared share two, which are functions of the provider. */
export const writtenDatasets = manifests.flatMap(({ id, datasets }) =>
  datasets.filter(({ name }) => !declared.includes(id) || (name !== 'organization' && name !== 'members')),
);
