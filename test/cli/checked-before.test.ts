import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lockerCheckedBefore } from '../../lib/cli/checked-before.ts';
import { night } from '../end-to-end/company.ts';
import { stage } from '../end-to-end/harness.ts';
import { callHostedAt } from '../end-to-end/hosts.ts';

test('A configuration is read without a check only where the last sealed run was made by the same bytes', async () => {
  await using scene = await stage({
    call: callHostedAt(night),
    now: () => night,
    connections: ['google'],
  });
  const file = join(scene.folder, 'exhibit.yaml');
  const text = readFileSync(file, 'utf8');
  expect(await lockerCheckedBefore(file)).toBeNull();
  const { json } = await scene.run(night);
  expect(json.status).toBe('complete');
  expect(await lockerCheckedBefore(file)).toBe(scene.locker);
  const told = await scene.ask(['status']);

  const secret = 'https://hooks.example/hunter2';
  const changed = [
    [`${text}\n`, /^$/],
    [`${text}alerts: { webhook: ${secret} }\n`, /webhook/],
    [`${text}unheardOf: 1\n`, /unheardOf/],
    [text.replace(/^locker: .*$/m, 'locker: ./elsewhere'), /elsewhere/],
    [text.replace(/^locker: .*$/m, 'locker: ./evidence\nlocker: ./evidence'), /is twice/],
  ] as const;
  for (const [now, complaint] of changed) {
    writeFileSync(file, now);
    expect([now, await lockerCheckedBefore(file)]).toEqual([now, null]);
    const { status, stderr } = await scene.exhibit(['status']);
    expect([status, stderr]).toEqual([
      complaint.test('') ? told.status : 2,
      expect.stringMatching(complaint),
    ]);
    expect(stderr).not.toContain('hunter2');
  }

  writeFileSync(file, text);
  expect(await lockerCheckedBefore(file)).toBe(scene.locker);
  renameSync(scene.locker, `${scene.locker}-moved`);
  expect(await lockerCheckedBefore(file)).toBeNull();
  expect(await lockerCheckedBefore(join(scene.folder, 'none.yaml'))).toBeNull();
});
