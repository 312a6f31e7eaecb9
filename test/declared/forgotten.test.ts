import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { compiler, compilerEnvironment } from '../../scripts/compiler.ts';
import { callProgram, node, root } from '../end-to-end/call.ts';
import { temporaryFolder } from '../locker/folders.ts';
import { withoutMember } from '../providers/conformance/mutilated.ts';
import { declared } from '../providers/declared.ts';

/** What no declaration may leave out, each with the line after which it stands; words of it have a file of their own. */
const parts: readonly (readonly [what: string, start: string, member: string])[] = [
  ['its settings', ': ProviderDeclaration', 'settings'],
  ['its host', ': ProviderDeclaration', 'host'],
  ['its credential', ': ProviderDeclaration', 'auth'],
  ['the form of its tokens', ': ProviderDeclaration', 'tokens'],
  ['its limits', ': ProviderDeclaration', 'limits'],
  ['whether it has an organization', '  limits:', 'organization'],
  ['its people', '  members: {', 'people'],
  ['a person’s id', '    people: {', 'id'],
  ['by which address people are known', '    people: {', 'email'],
  ['by which login people are known', '    people: {', 'login'],
  ['how its list goes on', ' items:', 'paging'],
  ['whether its list is counted', ' items:', 'total'],
  ['who is only invited', '  members: {', 'invited'],
  ['who is disabled', '  members: {', 'disabled'],
  ['what is nobody’s', '  members: {', 'service'],
  ['who has a second factor', '  members: {', 'mfaEnrolled'],
  ['of whom it is required', '  members: {', 'mfaEnforced'],
  ['roles', '  members: {', 'roles'],
  ['last activity', '  members: {', 'lastActive'],
  ['which organization it is', '  organization: {', 'id'],
  ['its controls', ': DeclaredWords', 'controls'],
  ['what it never tells', ': DeclaredWords', 'untold'],
  ['how it is set up', ': DeclaredWords', 'setup'],
];

/** What a missing value means, taken out of the field that stands there. */
const meanings: readonly (readonly [what: string, field: RegExp])[] = [
  ['of the setting', /mfaEnforced: \{([^}]*), missing: '\w+'/],
  ['of a second factor', /mfaEnrolled: \{([^}]*), missing: '\w+'/],
  ['of an address', /email: \{([^}]*), missing: '\w+'/],
];

/** A declaration with something taken out of it, or changed. Where there is nothing to take out, it is as it was. */
interface Cut {
  readonly what: string;
  readonly cut: (text: string) => string;
}

const cuts: readonly Cut[] = [
  ...parts.map(([what, start, member]) => ({
    what: `that forgets ${what}`,
    cut: (text: string) => (text.includes(start) ? withoutMember(start, member)(text) : text),
  })),
  ...meanings.map(([what, field]) => ({
    what: `that forgets what a missing value means ${what}`,
    cut: (text: string) => text.replace(field, (whole) => whole.replace(/, missing: '\w+'$/, '')),
  })),
  {
    what: 'in which a missing second factor means that there is one',
    cut: (text) => text.replace(/(mfaEnrolled: \{[^}]*, missing: )'\w+'/, "$1'yes'"),
  },
];

/** Which copies were changed, and what the compiler says of all of them, in one go. */
let copies: readonly { readonly id: string; readonly what: string; readonly file: string }[];
let said: readonly string[];
beforeAll(async () => {
  const folder = await temporaryFolder();
  cpSync(join(root, 'lib'), join(folder, 'lib'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  copies = declared.flatMap((id) => copiesOf(id, folder));
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  const files = copies.map(({ file }) => file);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  const call = { cwd: folder, environment: compilerEnvironment };
  const { stdout, stderr } = await callProgram(node, [...compiler, '--pretty', 'false'], call);
  said = `${stdout}${stderr}`.split('\n');
});

function copiesOf(id: string, folder: string): typeof copies {
  const place = join(folder, `lib/providers/${id}`);
  mkdirSync(place, { recursive: true });
  return ['declaration', 'metadata'].flatMap((name) => {
    const text = readFileSync(join(root, `lib/providers/${id}/${name}.ts`), 'utf8');
    return [{ what: 'as it is', cut: (whole: string) => whole }, ...cuts].flatMap(({ cut, what }, at) => {
      const file = `lib/providers/${id}/${name}-${at}.ts`;
      const changed = cut(text);
      if (at > 0 && changed === text) return [];
      writeFileSync(join(folder, file), changed);
      return [{ id, what, file }];
    });
  });
}

test('A declaration as it is compiles', () => {
  const whole = copies.filter(({ what }) => what === 'as it is').map(({ file }) => file);
  expect(whole).toHaveLength(declared.length * 2);
  expect(said.filter((line) => whole.some((file) => line.startsWith(file)))).toEqual([]);
});

describe('A declaration', () => {
  test.each(cuts)('$what does not compile', ({ what }) => {
    const tried = copies.filter((one) => one.what === what);
    expect(tried.length).toBeGreaterThan(0);
    const notices = ({ file }: { readonly file: string }) =>
      said.some((line) => line.startsWith(`${file}(`) && /error TS2(322|739|740|741)/.test(line));
    expect(tried.filter((one) => !notices(one))).toEqual([]);
  });
});
