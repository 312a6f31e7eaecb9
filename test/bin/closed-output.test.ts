import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');

test('Whose output nobody reads to its end does not end as if there were nothing to object to', async () => {
  const child = spawn(process.execPath, [join(root, 'bin/exhibit.ts'), 'controls'], { cwd: root });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (text) => {
    said += text;
  });
  const [status] = await once(child, 'close');
  expect({ status, said }).toEqual({ status: 2, said: '' });
});
