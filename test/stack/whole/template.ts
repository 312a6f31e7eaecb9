import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { Configuration } from '../../../lib/config/configuration.ts';
import { ExhibitStack } from '../../../lib/stack/exhibit-stack.ts';
import { withFunctions } from '../../../scripts/build-functions.ts';
import { placeOf, type Resource, root } from '../made-stack.ts';

/** The stack as `npm run synth` writes it: its template, and each function's bundle in a folder. */
export interface Synthesized {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: Readonly<Record<string, { readonly Value: unknown }>>;
  /** The folder that holds what a function's bundle consists of. */
  bundleOf(resource: Resource): string;
  /** The file that a deployment uploads under a key. */
  uploadOf(key: string): string;
}

/** Where a resource stands in the stack, and where its bundle lies. */
const named = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

/** Synthesizes the stack of a configuration, with its functions, into a folder. */
export async function synthesize(configuration: Configuration, outdir: string): Promise<Synthesized> {
  const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object };
  const app = new App({ outdir, context: { ...context, ...named } });
  const given = { configuration: configuration.file, commit: 'c0ffee', year: 2026 };
  const stack = await withFunctions((functions) => new ExhibitStack(app, 'Exhibit', { ...given, functions }));
  const { template } = app.synth().getStackByName(stack.stackName);
  return {
    resources: new Map(Object.entries(template.Resources as Record<string, Resource>)),
    outputs: template.Outputs as Synthesized['outputs'],
    bundleOf: (resource) => join(outdir, String(resource.Metadata?.['aws:asset:path'])),
    uploadOf: (key) => join(outdir, `asset.${key}`),
  };
}

/** What CloudFormation puts in the place of what a template refers to: by the place in the stack. */
export interface Names {
  /** Of `Ref`. */
  readonly refs: Readonly<Record<string, string>>;
  /** Of `Fn::GetAtt` with `Arn`. */
  readonly arns: Readonly<Record<string, string>>;
}

export const account = '123456789012';
export const region = 'us-east-1';

const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
};

export type Fill = (value: unknown) => unknown;

/** Fills in what a template's value refers to. What no stand-in has gets a name that nothing else has. */
export function filling({ resources }: Pick<Synthesized, 'resources'>, { refs, arns }: Names): Fill {
  const place = (id: string): string => {
    const resource = resources.get(id);
    return resource === undefined ? id : placeOf(resource);
  };
  const fill: Fill = (value) => {
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    const node = value as Record<string, unknown>;
    if ('Ref' in node) {
      const id = String(node.Ref);
      return pseudo[id] ?? refs[place(id)] ?? id;
    }
    if ('Fn::GetAtt' in node) {
      const [id, attribute] = node['Fn::GetAtt'] as [string, string];
      return attributeOf(arns[place(id)], attribute) ?? `arn:aws:none:::${id}`;
    }
    if ('Fn::Join' in node) {
      const [between, parts] = node['Fn::Join'] as [string, unknown[]];
      return (fill(parts) as string[]).join(between);
    }
    // Where deployments put what they bring.
    if (typeof node['Fn::Sub'] === 'string')
      return node['Fn::Sub'].replaceAll(/\$\{([\w:]+)\}/g, (_, id: string) => pseudo[id] ?? id);
    if (Object.keys(node).some((key) => key.startsWith('Fn::')))
      throw new Error(`Nobody here knows how to fill in ${JSON.stringify(node)}.`);
    return Object.fromEntries(Object.entries(node).map(([key, one]) => [key, fill(one)]));
  };
  return fill;
}

/** What is known of a resource by its ARN. */
function attributeOf(arn: string | undefined, attribute: string): string | undefined {
  if (attribute === 'Arn') return arn;
  return attribute === 'Name' ? arn?.split(':').at(-1) : undefined;
}

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What the role at a place may do, filled in. */
export function statementsOf({ resources }: Synthesized, fill: Fill, rolePlace: string): Statement[] {
  return [...resources.values()]
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .filter(({ Properties }) =>
      (Properties.Roles as { Ref?: string }[]).some(({ Ref }) => {
        const role = resources.get(Ref ?? '');
        return role !== undefined && placeOf(role) === rolePlace;
      }),
    )
    .flatMap(({ Properties }) => (fill(Properties.PolicyDocument) as { Statement: Statement[] }).Statement);
}

export function resourceAt({ resources }: Synthesized, place: string, type: string): Resource {
  const found = [...resources.values()].find(
    (resource) => resource.Type === type && placeOf(resource) === place,
  );
  if (!found) throw new Error(`There is no ${type} at ${place}.`);
  return found;
}
