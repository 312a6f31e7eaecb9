import { describe, expect, test } from '@jest/globals';
import { changed, exampleText, placeOf, type Resource, templateOf } from './made-stack.ts';

type Parts = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What of two stacks differs: each resource by its place, and outputs by their names. */
function differing(text: string, other: string): string[] {
  const [before, after] = [text, other].map((one) => templateOf(one).toJSON() as Parts) as [Parts, Parts];
  return ['Resources', 'Outputs', 'Parameters'].flatMap((part) => {
    const ids = new Set([...Object.keys(before[part] ?? {}), ...Object.keys(after[part] ?? {})]);
    return [...ids]
      .filter((id) => JSON.stringify(before[part]?.[id]) !== JSON.stringify(after[part]?.[id]))
      .map((id) => nameOf(id, (after[part]?.[id] ?? before[part]?.[id]) as Resource));
  });
}

const nameOf = (id: string, { Type, ...resource }: Resource) =>
  Type === undefined ? id : placeOf({ Type, ...resource });

/** What names the object: who starts a night by it, who may read it, and whoever asks which one it is. */
const namingIt = ['ConfigurationLocation', 'Functions/Plan/Role/DefaultPolicy', 'Night/Machine'];

const waiver = `waivers:
  - control: google-workspace.mfa-enrolled
    subject: robot@fathom.example
    reason: It has no phone
    approvedBy: ana@fathom.example
    expires: 2026-12-31
`;

describe('no function is another one, and none is told anything else, after', () => {
  test.each([
    ['a waiver', `${exampleText}${waiver}`],
    [
      'members of a vault',
      `${exampleText}vaults:\n  - name: Production\n    members: [ana@fathom.example]\n`,
    ],
    ['a parameter of a control', `${exampleText}limits:\n  datasetRecords: 1000\n`],
  ])('%s', (_, text) => {
    expect(differing(exampleText, text).toSorted()).toEqual(namingIt);
  });
});

test('the same configuration is the same stack', () => {
  expect(differing(exampleText, exampleText)).toEqual([]);
});

test('another secret is another right of its function, and nothing else', () => {
  const text = changed('secret:exhibit/github', 'secret:exhibit/code');
  expect(differing(exampleText, text).toSorted()).toEqual(
    ['Functions/Collect-github/Role/DefaultPolicy', ...namingIt].toSorted(),
  );
});
