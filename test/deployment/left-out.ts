import type { Resource } from '../stack/made-stack.ts';

/** What of a resource makes that engine refuse the whole template, and what holds it all the same. `docs/testing.md` lists both. */
interface LeftOut {
  readonly what: string;
  readonly why: string;
  readonly heldBy: string;
  readonly is: (resource: Resource) => boolean;
}

/** What the engine knows nothing of. Each is in the template of today or in that of 0.1.0, or the test of this table fails. */
export const leftOut: readonly LeftOut[] = [
  {
    what: '`AWS::Events::Archive`',
    why: 'The engine knows no such resource.',
    heldBy: '`test/stack/template.test.ts`, `test/stack/logical-ids.test.ts`, cfn-lint',
    is: ({ Type }) => Type === 'AWS::Events::Archive',
  },
  {
    what: '`AWS::CloudWatch::Alarm` on a calculation (`Metrics`)',
    why: 'The engine refuses metric math.',
    heldBy: '`test/stack/template.test.ts`, cfn-lint',
    is: ({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && 'Metrics' in Properties,
  },
  {
    what: '`AWS::Events::Connection` and `AWS::Events::ApiDestination` of 0.1.0, and the rule and the rights that name them',
    why: 'The engine knows no such resources. Today’s template has none.',
    heldBy: '`test/stack/logical-ids.test.ts`',
    is: ({ Type, Properties }) =>
      ['AWS::Events::Connection', 'AWS::Events::ApiDestination'].includes(Type) ||
      (['AWS::Events::Rule', 'AWS::IAM::Policy'].includes(Type) &&
        JSON.stringify(Properties).includes('ApiDestination')),
  },
];

type TemplateResource = Resource & { readonly DependsOn?: string | readonly string[] };

export interface TemplateText {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly [section: string]: unknown;
}

/** The template without what the engine does not know. */
export function withoutUnknown(template: TemplateText): TemplateText {
  const [out, kept] = [new Set<string>(), [] as [string, TemplateResource][]];
  for (const [id, resource] of Object.entries(template.Resources))
    if (leftOut.some(({ is }) => is(resource))) out.add(id);
    else kept.push([id, resource]);
  const Resources = kept.map(([id, { DependsOn, ...resource }]) => {
    const still = [DependsOn ?? []].flat().filter((other) => !out.has(other));
    const changed = withoutReferences(resource, out) as Resource;
    return [id, still.length > 0 ? { ...changed, DependsOn: still } : changed] as const;
  });
  return { ...template, Resources: Object.fromEntries(Resources) };
}

/** What refers to something that is left out, such as the dashboard to an alarm, gets a text that is nothing's name. */
function withoutReferences(value: unknown, out: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutReferences(one, out));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: readonly string[] };
  const id = Ref ?? attribute?.[0] ?? '';
  if (out.has(id)) return `left-out-${id}`;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutReferences(one, out)]));
}
