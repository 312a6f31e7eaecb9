import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ExhibitFleet, type ExhibitFleetProps } from '../../../lib/stack/fleet/exhibit-fleet.ts';
import { functions, newApp, type Resource, resourcesOf } from '../made-stack.ts';

const root = mkdtempSync(join(tmpdir(), 'exhibit-fleet-stack-'));
afterAll(() => rmSync(root, { recursive: true }));
let made = 0;

export const bucket = 'larch-evidence';

/** An organization's file, with its secret and its locker as they are called in a fleet; `more` is further lines. */
export function organizationText(id: string, more = '', connection = ''): string {
  return `version: 1
organization: Organization ${id}
timezone: UTC
locker: s3://${bucket}/organizations/${id}
connections:
${connectionText(id, 'github')}${connection}controls:
  access.reviewed: { off: Reviewed elsewhere }
  access.review-followed-through: { off: Reviewed elsewhere }
  sign-in.single-sign-on: { off: Everybody signs in at GitHub }
${more}`;
}

/** A connection of an organization to GitHub, with its secret as it is called in a fleet. */
export function connectionText(id: string, connection: string): string {
  return `  - { id: ${connection}, provider: github, org: ${id}, credentials: "secret:exhibit/${id}/${connection}" }\n`;
}

export const idsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `o-${String(at + 1).padStart(3, '0')}`);

/** Writes a fleet into a folder of its own. Returns the path of `fleet.yaml`. */
export function fleetFile(
  ids: readonly string[],
  text: (id: string) => string = organizationText,
  rest = `locker: s3://${bucket}/fleet\n`,
): string {
  const folder = join(root, String(++made));
  for (const id of ids) {
    mkdirSync(join(folder, id), { recursive: true });
    writeFileSync(join(folder, id, 'exhibit.yaml'), text(id));
  }
  const lines = ids.map((id) => `  - { id: ${id}, configuration: ${id}/exhibit.yaml }\n`).join('');
  const file = join(folder, 'fleet.yaml');
  writeFileSync(file, `version: 1\nname: Larch Accountants\norganizations:\n${lines}${rest}`);
  return file;
}

export interface MadeFleet {
  readonly stack: Stack;
  readonly template: Template;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Of every nested stack. */
  readonly keys: readonly Resource[];
  readonly nested: readonly Template[];
}

/** The stack of a fleet, as `cdk synth` makes it. */
export function synthesizedFleet(fleet: string, more: Partial<ExhibitFleetProps> = {}): MadeFleet {
  const stack = new Stack(newApp(), 'Exhibit');
  new ExhibitFleet(stack, 'Default', {
    fleet,
    functions,
    commit: 'c0ffee',
    year: 2026,
    mail: ['ops@larch.example'],
    ...more,
  });
  const template = Template.fromStack(stack);
  const nested = stack.node
    .findAll()
    .filter((one): one is NestedStack => one instanceof NestedStack)
    .map((one) => Template.fromStack(one));
  const keys = nested.flatMap((one) =>
    [...resourcesOf(one).values()].filter(({ Type }) => Type === 'AWS::KMS::Key'),
  );
  return { stack, template, resources: resourcesOf(template), keys, nested };
}
