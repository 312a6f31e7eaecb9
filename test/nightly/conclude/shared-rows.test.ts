import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { batchSize } from '../../../lib/judging/dataset-view.ts';
import { heldRows, sharedRows } from '../../../lib/nightly/conclude/shared-rows.ts';
import { temporaryFolder } from '../../locker/folders.ts';

const size = 5 * batchSize + 7;

async function shared() {
  const path = join(await temporaryFolder(), 'rows.ndjson');
  writeFileSync(path, Array.from({ length: size }, (_, id) => `{"id":${id}}\n`).join(''));
  return sharedRows(path);
}
const ids = (batch: readonly unknown[] | undefined) => (batch ?? []).map((row) => (row as { id: number }).id);

describe('The records of a file', () => {
  test('are the same objects for all who walk them side by side, so that each is parsed once', async () => {
    const rows = await shared();
    const [one, other] = [rows.batches(), rows.batches()];
    for (;;) {
      const [a, b] = [one.next(), other.next()];
      expect(a.value).toBe(b.value);
      if (a.done) break;
    }
    rows.close();
  });

  test('come whole and in order to each, however far one is ahead of the other', async () => {
    const rows = await shared();
    const [ahead, behind] = [rows.batches(), rows.batches()];
    const first = ids(behind.next().value ?? undefined);
    const all = [...ahead].flatMap(ids);
    expect(all).toEqual(Array.from({ length: size }, (_, id) => id));
    expect([...first, ...[...behind].flatMap(ids)]).toEqual(all);
    expect([...rows.batches()].flatMap(ids)).toEqual(all);
    rows.close();
  });

  test('are read anew by whoever begins when the first are not held any more', async () => {
    const rows = await shared();
    const early = rows.batches();
    for (let taken = 0; taken < 4; taken++) early.next();
    const [late, later] = [rows.batches(), rows.batches()];
    expect(ids(late.next().value ?? undefined)[0]).toBe(0);
    later.next();
    expect(late.next().value).toBe(later.next().value);
    rows.close();
  });

  test('of a short one are parsed when they are first wanted, and are then the same for everybody', async () => {
    const path = join(await temporaryFolder(), 'short.ndjson');
    const rows = heldRows(path);
    writeFileSync(path, '{"id":0}\n{"id":1}\n');
    const [first] = rows.records();
    rmSync(path);
    expect([...rows.batches()].flatMap(ids)).toEqual([0, 1]);
    expect([...rows.records()][0]).toBe(first);
  });
});
