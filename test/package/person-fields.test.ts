import { describe, expect, test } from '@jest/globals';
import type { AnyDataset } from '../../lib/evidence/dataset.ts';
import { members } from '../../lib/evidence/datasets/cloudflare.ts';
import { changeEvidence } from '../../lib/package/pseudonyms/documents.ts';
import { changePeople } from '../../lib/package/pseudonyms/person-fields.ts';
import { pseudonymsWith } from '../../lib/package/pseudonyms/pseudonym.ts';
import { manifests } from '../../lib/providers/manifests.ts';
import { evidence } from '../evidence/document.ts';

const pseudonyms = pseudonymsWith(Buffer.alloc(32, 7));

/** A record that has somebody in each field that the dataset says names a person. */
function recordOf(people: readonly string[]): Record<string, unknown> {
  const record: Record<string, unknown> = { kept: 'canary-kept' };
  for (const path of people) {
    const [, name = '', list, field] = /^(\w+)(\[\])?(?:\.(\w+))?$/.exec(path) ?? [];
    const somebody = `canary-${path}`;
    if (list === undefined) record[name] = somebody;
    else if (field === undefined) record[name] = [somebody, somebody];
    else {
      const [one = {}] = (record[name] as Record<string, unknown>[] | undefined) ?? [];
      record[name] = [{ ...one, [field]: somebody }];
    }
  }
  return record;
}

const named: [name: string, dataset: AnyDataset][] = manifests.flatMap(({ id, datasets }) =>
  datasets
    .filter(({ people }) => people.length > 0)
    .map((one): [string, AnyDataset] => [`${id}/${one.name}`, one]),
);

describe('With pseudonyms', () => {
  test.each(named)('everybody whom a record of %s names is replaced, and nothing else', (_, dataset) => {
    const changed = JSON.stringify(changePeople(dataset, recordOf(dataset.people), pseudonyms.person));
    expect(changed.match(/canary-[^"]*/g)).toEqual(['canary-kept']);
  });

  test('Cloudflare’s people are among them, by address, membership and account', () => {
    expect(members.people).toEqual(['email', 'id', 'userId']);
  });

  test('the login of whoever ran the collection is replaced', () => {
    const collector = { version: '1', commit: null, node: '24', trigger: 'manual', by: 'ines' } as const;
    const document = changeEvidence({ ...evidence('google', 'users'), collector } as never, pseudonyms);
    expect(document.collector.by).toBe(pseudonyms.person('ines'));
  });
});
