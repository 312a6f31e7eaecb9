import { basename } from 'node:path';
import { textIn } from '../../files/made-text.ts';
import type { WorkStore } from '../../locker/open.ts';
import type { ExportedFile } from '../../providers/provider.ts';

/**
 * An exported file where a person uploads it for the functions: at `<location>/<connection>.json`, so that a new export
 * takes no deployment and no list of vaults lies in a bundle.
 */
export function uploadedFile(
  store: WorkStore,
  location: string,
  connection: string,
  file: string,
): ExportedFile {
  const key = `${connection}.json`;
  const [name, place] = [basename(file), `${location}/${key}`];
  return {
    name,
    place,
    handOver: `aws s3 cp ${name} ${place}`,
    async read() {
      const bytes = await store.read(key);
      if (bytes === null) throw Object.assign(new Error(`${place} is not there.`), { code: 'not uploaded' });
      return Buffer.from(textIn(bytes));
    },
  };
}
