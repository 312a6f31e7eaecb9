import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../stack/made-stack.ts';
import type { TemplateText } from './left-out.ts';

/** What 0.1.0 (commit 6158ba9) made of the example's configuration, as it is kept. */
export function templateOf010(): TemplateText {
  return JSON.parse(readFileSync(join(root, 'test/stack/template-0.1.0.json'), 'utf8'));
}

/** The kept template of 0.1.0, to be deployed beside the files of today's. Its functions' code was not kept; they have today's. */
export function deployableTemplateOf010(today: TemplateText): TemplateText {
  const { Resources, ...rest } = templateOf010();
  const code = Object.values(today.Resources).find(({ Type }) => Type === 'AWS::Lambda::Function')?.Properties
    .Code;
  const withCode = Object.entries(Resources).map(([id, resource]) => {
    const isFunction = resource.Type === 'AWS::Lambda::Function';
    return [id, isFunction ? { ...resource, Properties: { ...resource.Properties, Code: code } } : resource];
  });
  return { ...rest, Resources: Object.fromEntries(withCode) };
}
