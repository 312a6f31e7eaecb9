import { describe, expect, jest, test } from '@jest/globals';
import { callable } from '../../lib/cli/called-as.ts';
import { main } from '../../lib/cli/program.ts';

const inClone = 'npm run -s exhibit --';

async function printed(words: readonly string[]): Promise<string> {
  let text = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((some) => {
    text += some;
    return true;
  });
  await main(words);
  write.mockRestore();
  return text;
}

describe('A command that a text names', () => {
  test('is known, whichever it is', async () => {
    const page = await printed(['--help']);
    const names = [...page.matchAll(/^ {2}([a-z][a-z-]*) (?:\[|<| )/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(15);
    const known = names.filter((name) => name !== 'help');
    const changed = known.map((name) => callable(`Try \`exhibit ${name} X\`.`, inClone));
    expect(changed).toEqual(known.map((name) => `Try \`${inClone} ${name} X\`.`));
  });

  test.each([
    'exhibit doctor',
    '“exhibit doctor”',
    '"exhibit doctor"',
    '  exhibit doctor',
    '(exhibit doctor)',
  ])('works in a clone as it is written there: %s', (text) => {
    expect(callable(text, inClone)).toBe(text.replace('exhibit', inClone));
    expect(callable(text, 'exhibit')).toBe(text);
  });

  test.each(['/srv/exhibit run', 'fathom-exhibit run', 'the exhibit runs', 'npm run -s exhibit -- run'])(
    'is no part of something else: %s',
    (text) => {
      expect(callable(text, inClone)).toBe(text);
    },
  );
});
