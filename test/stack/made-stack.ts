import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { ExhibitProps } from '../../lib/stack/exhibit.ts';
import { ExhibitStack } from '../../lib/stack/exhibit-stack.ts';
import { functionNames } from '../../scripts/build-functions.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const exampleFile = join(root, 'lib/stack/example/exhibit.yaml');
export const exampleText = readFileSync(exampleFile, 'utf8');

/** The example's text with one stretch replaced. */
export function changed(from: string, to: string): string {
  if (!exampleText.includes(from)) throw new Error(`The example has no ${JSON.stringify(from)}.`);
  return exampleText.replace(from, () => to);
}

const folder = mkdtempSync(join(tmpdir(), 'exhibit-no-functions-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Functions that are ready to be deployed, and do nothing: most tests look at the template alone. */
export const functions: string = join(folder, 'functions');
for (const name of functionNames()) {
  mkdirSync(join(functions, name), { recursive: true });
  writeFileSync(join(functions, name, 'index.mjs'), '');
}

/** An app as `cdk synth` makes it, but that it does not note where in the code each resource was made, which takes time. */
export function newApp(more: object = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')).context): App {
  return new App({
    context: { ...more, 'aws:cdk:enable-path-metadata': true, 'aws:cdk:disable-creation-stack-traces': true },
  });
}

/** What the construct is told in tests: a configuration's text, and what stays the same. */
export function given(text: string = exampleText): ExhibitProps {
  const configuration = join(folder, 'exhibit.yaml');
  writeFileSync(configuration, text);
  return { configuration, functions, commit: 'c0ffee', year: 2026 };
}

export function stackIn(
  app: App,
  text: string = exampleText,
  more: Partial<ExhibitProps> = {},
): ExhibitStack {
  return new ExhibitStack(app, 'Exhibit', { ...given(text), ...more });
}

export function templateOf(text: string = exampleText, more: Partial<ExhibitProps> = {}): Template {
  return Template.fromStack(stackIn(newApp(), text, more));
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export function resourcesOf(template: Template): ReadonlyMap<string, Resource> {
  return new Map(Object.entries((template.toJSON() as { Resources: Record<string, Resource> }).Resources));
}

/** Where a resource stands in the stack, such as `Functions/Seal/Role`. */
export function placeOf(resource: Resource): string {
  return String(resource.Metadata?.['aws:cdk:path'] ?? '').replace(
    /^Exhibit\/(Default\/)?|\/(Resource|Default|Connection)$/g,
    '',
  );
}
