import type { Template } from 'aws-cdk-lib/assertions';
import { placeOf, type Resource, resourcesOf } from './made-stack.ts';

/** One statement of one policy, as `docs/rights.md` lists it. */
export interface Right {
  /** A role's place in the stack, or `on <place>` for a policy that a bucket, queue, topic or key itself has. */
  readonly who: string;
  /** Actions; `deny` in front where they are taken away. */
  readonly may: string;
  /** What they are done to, or by whom where the policy is a thing's own. */
  readonly what: string;
  readonly condition: string;
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const documentKeys = ['PolicyDocument', 'KeyPolicy'] as const;

/** Every statement of every policy of a template, and who may take up each role. */
export function rightsOf(template: Template): Right[] {
  const resources = resourcesOf(template);
  const nameOf = naming(resources);
  const holdersOf = (resource: Resource): string[] =>
    resource.Type === 'AWS::IAM::Policy'
      ? (resource.Properties.Roles as unknown[]).map(nameOf)
      : [`on ${targetOf(resource, nameOf)}`];
  return [...resources.values()].flatMap((resource) => {
    const trust = resource.Properties.AssumeRolePolicyDocument as Document | undefined;
    const taken = (trust?.Statement ?? []).map((statement) => ({
      ...rightOf(`as ${placeOf(resource)}`, statement, nameOf),
      what: nameOf(statement.Principal),
    }));
    const held = documentKeys.flatMap((key) => {
      const { Statement: statements = [] } = (resource.Properties[key] ?? {}) as Document;
      return statements.flatMap((statement) =>
        holdersOf(resource).map((who) => rightOf(who, statement, nameOf)),
      );
    });
    const called =
      resource.Type === 'AWS::Lambda::Permission'
        ? [rightOf(`on ${nameOf(resource.Properties.FunctionName)}`, permitted(resource), nameOf)]
        : [];
    return [...taken, ...held, ...called];
  });
}

/** The statement that Lambda makes of a permission, in the function's own policy. */
export function permitted({ Properties }: Resource): Statement {
  const { Action, FunctionName, Principal, SourceArn, SourceAccount } = Properties;
  return {
    Effect: 'Allow',
    Action: String(Action),
    Resource: FunctionName,
    Principal: { Service: Principal },
    Condition: {
      ...(SourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': SourceArn } }),
      ...(SourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
    },
  };
}

interface Document {
  readonly Statement?: readonly Statement[];
}

type Naming = (value: unknown) => string;

function rightOf(
  who: string,
  { Effect, Action, Resource, Principal, Condition }: Statement,
  nameOf: Naming,
): Right {
  const actions = [Action].flat().toSorted().join(', ');
  const by = Principal === undefined ? '' : ` by ${nameOf(Principal)}`;
  return {
    who,
    may: Effect === 'Deny' ? `deny ${actions}` : actions,
    what: `${[Resource ?? ''].flat().map(nameOf).toSorted().join(', ')}${by}`,
    condition: Object.entries(Condition ?? {})
      .flatMap(([operator, tests]) =>
        Object.entries(tests).map(([key, value]) => `${operator} ${key} ${nameOf(value)}`),
      )
      .join('; '),
  };
}

/** What a resource policy is on. */
function targetOf({ Type, Properties, Metadata }: Resource, nameOf: Naming): string {
  const named =
    Properties.Bucket ?? (Properties.Queues as unknown[])?.[0] ?? (Properties.Topics as unknown[])?.[0];
  return named === undefined
    ? placeOf({ Type, Properties, ...(Metadata ? { Metadata } : {}) })
    : nameOf(named);
}

/** Names what a template refers to by where it stands in the stack. */
function naming(resources: ReadonlyMap<string, Resource>): Naming {
  const nameOf: Naming = (value) => {
    if (Array.isArray(value)) return value.map(nameOf).toSorted().join(', ');
    if (typeof value !== 'object' || value === null) return String(value);
    const node = value as Record<string, unknown>;
    if ('Fn::Join' in node) {
      const [between, parts] = node['Fn::Join'] as [string, unknown[]];
      return parts
        .map(nameOf)
        .join(between)
        .replace(/\/[0-9a-f]{64}\.json$/, '/<hash>.json');
    }
    // The bucket that deployments put things in, and what is named by its content there.
    if ('Fn::Sub' in node) return '<assets>';
    if ('Ref' in node) return placed(String(node.Ref));
    if ('Fn::GetAtt' in node) return placed((node['Fn::GetAtt'] as [string])[0]);
    return Object.entries(node)
      .map(([kind, named]) => `${kind} ${nameOf(named)}`)
      .join(', ');
  };
  const placed = (id: string): string => {
    const resource = resources.get(id);
    return resource ? placeOf(resource) : `<${id.replace('AWS::', '')}>`;
  };
  return nameOf;
}

/** A right as a line of the table, without its reason. */
export function rowOf({ who, may, what, condition }: Right): string {
  const cells = [who, may, what, condition].map((cell) =>
    cell === '' ? '' : `\`${cell.replaceAll('|', '\\|')}\``,
  );
  return `| ${cells.join(' | ')} |`;
}
