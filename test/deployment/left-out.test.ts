import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { exampleText, resourcesOf, root, templateOf } from '../stack/made-stack.ts';
import { leftOut, withoutUnknown } from './left-out.ts';
import { templateOf010 } from './upgrade.ts';

const today = templateOf(exampleText);
const templates = [today.toJSON() as ReturnType<typeof templateOf010>, templateOf010()];

test('what is left out is in one of the templates, and no more than a handful of resources of today’s', () => {
  for (const { what, is } of leftOut) {
    const found = templates.flatMap(({ Resources }) => Object.values(Resources).filter(is));
    expect([what, found.length > 0]).toEqual([what, true]);
  }
  const out = [...resourcesOf(today).values()].filter((one) => leftOut.some(({ is }) => is(one)));
  expect(out.map(({ Type }) => Type).toSorted()).toEqual([
    'AWS::CloudWatch::Alarm',
    'AWS::CloudWatch::Alarm',
    'AWS::Events::Archive',
  ]);
});

test('nothing that is left refers to what is left out', () => {
  for (const template of templates) {
    const left = withoutUnknown(template);
    for (const id of Object.keys(template.Resources).filter((one) => !(one in left.Resources)))
      expect([id, JSON.stringify(left).includes(`"${id}"`)]).toEqual([id, false]);
  }
});

test('docs/testing.md lists it, with what holds it', () => {
  const page = readFileSync(join(root, 'docs/testing.md'), 'utf8');
  for (const { what, why, heldBy } of leftOut) expect(page).toContain(`| ${what} | ${why} | ${heldBy} |`);
});
