import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** A stand-in for `op`: each question's answer lies in a file of its name; `boom` in it is a failure. */
const fakeOp = `#!/bin/sh
printf '%s\\n' "$*" >>"$OP_ANSWERS/asked"
name=$(printf '%s' "$*" | sed 's/ --format json//; s/ /-/g')
[ -e "$OP_ANSWERS/$name" ] || { echo "unexpected: $*" >&2; exit 1; }
if grep -q boom "$OP_ANSWERS/$name"; then echo 'op: refused' >&2; exit 1; fi
cat "$OP_ANSWERS/$name"
`;

const ana = { id: 'USERANA', name: 'Ana', email: 'ana@acme.example', type: 'MEMBER', state: 'ACTIVE' };
const ops = { id: 'gops', name: 'Ops', state: 'ACTIVE', permissions: ['view_items'] };
/** What it answers where all is well, by the question. */
export const answers = {
  'user-get---me': ana,
  'vault-list---permission-manage_vault': [
    { id: 'v1', name: 'One' },
    { id: 'v2', name: 'Two words' },
  ],
  'group-list': [
    { ...ops, permissions: undefined },
    { id: 'gidle', name: 'Idle', state: 'ACTIVE' },
  ],
  'group-get-gidle': { id: 'gidle', name: 'Idle', type: 'USER_DEFINED', state: 'ACTIVE' },
  'group-user-list-gidle': [],
  'vault-get-v1': { id: 'v1', name: 'One', type: 'USER_CREATED', items: 3 },
  'vault-get-v2': { id: 'v2', name: 'Two words', type: 'EVERYONE', items: 0 },
  'vault-user-list-v1': [{ ...ana, permissions: ['view_items', 'manage_vault'] }],
  'vault-user-list-v2': '',
  'vault-group-list-v1': [ops],
  'vault-group-list-v2': [ops, { ...ops, id: 'grec', name: 'Recovery', permissions: [] }],
  'group-get-gops': { ...ops, type: 'USER_DEFINED' },
  'group-get-grec': { id: 'grec', name: 'Recovery', type: 'RECOVERY', state: 'ACTIVE' },
  'group-user-list-gops': [{ ...ana, role: 'MEMBER' }],
  'group-user-list-grec': null,
};

/** Puts the stand-in into a folder, with its answers, and gives the environment in which a program finds it. */
export async function placeOp(folder: string, given: Readonly<Record<string, unknown>>) {
  await mkdir(join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'bin/op'), fakeOp);
  await chmod(join(folder, 'bin/op'), 0o755);
  for (const [name, answer] of Object.entries(given))
    await writeFile(join(folder, name), typeof answer === 'string' ? answer : JSON.stringify(answer));
  return { OP_ANSWERS: folder, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH}` };
}
