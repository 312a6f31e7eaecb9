import type { Template } from 'aws-cdk-lib/assertions';
import { type Caller, type Decision, evaluate, type Request } from '../iam/evaluate.ts';
import { type Statement, statementsIn } from '../iam/policy.ts';
import { placeOf, type Resource, resourcesOf } from './made-stack.ts';
import { permitted } from './rights.ts';
import { account, filling, type Names, region } from './whole/template.ts';

export { account, region };

/** The stack's policies, filled in, for asking who may do what. What there is is known by its place in the stack. */
export interface World {
  /** The ARN of what stands at a place. */
  arn(place: string): string;
  /** A role of the stack, with what its policies say. */
  role(place: string): Caller;
  /** Every policy of a role, filled in, by its place in the stack. */
  readonly policies: ReadonlyMap<string, unknown>;
  /** What is answered when somebody asks to do something to what stands at a place, or to an object in it. */
  ask(
    caller: Caller,
    action: string,
    to: { readonly place: string; readonly key?: string },
    context?: Request['context'],
  ): Decision;
}

const kinds: Readonly<Record<string, Request['kind']>> = {
  'AWS::S3::Bucket': 'bucket',
  'AWS::KMS::Key': 'key',
  'AWS::IAM::Role': 'role',
};

/** An ARN for each kind of resource that policies speak of, made of its place. */
const arns: Readonly<Record<string, (name: string) => string>> = {
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name.toLowerCase()}`,
  'AWS::KMS::Key': (name) => `arn:aws:kms:${region}:${account}:key/${name}`,
  'AWS::IAM::Role': (name) => `arn:aws:iam::${account}:role/${name}`,
  'AWS::Lambda::Function': (name) => `arn:aws:lambda:${region}:${account}:function:${name}`,
  'AWS::StepFunctions::StateMachine': (name) => `arn:aws:states:${region}:${account}:stateMachine:${name}`,
  'AWS::SNS::Topic': (name) => `arn:aws:sns:${region}:${account}:${name}`,
  'AWS::SQS::Queue': (name) => `arn:aws:sqs:${region}:${account}:${name}`,
  'AWS::Events::Rule': (name) => `arn:aws:events:${region}:${account}:rule/${name}`,
  'AWS::Events::EventBus': (name) => `arn:aws:events:${region}:${account}:event-bus/${name}`,
  // So its attribute ends: all of the group's streams.
  'AWS::Logs::LogGroup': (name) => `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
};

export function worldOf(template: Template): World {
  return worldFrom(resourcesOf(template));
}

export function worldFrom(resources: ReadonlyMap<string, Resource>): World {
  const places = new Map(
    [...resources.values()].filter(({ Type }) => Type in arns).map((one) => [placeOf(one), one]),
  );
  const arn = (place: string): string => {
    const { Type = '' } = places.get(place) ?? {};
    const make = arns[Type];
    if (!make) throw new Error(`There is nothing at ${place} that policies speak of.`);
    return make(place.replaceAll('/', '-'));
  };
  const all = Object.fromEntries([...places.keys()].map((place) => [place, arn(place)]));
  const names: Names = { refs: namesIn(places, all), arns: all };
  const fill = filling({ resources }, names);
  const documents = (of: (resource: Resource) => unknown): readonly Statement[] =>
    [...resources.values()].flatMap((resource) => {
      const document = of(resource);
      return document === undefined ? [] : statementsIn(fill(document));
    });
  const roleOf = (reference: unknown): string => {
    const { Ref = '' } = Object(reference) as { Ref?: string };
    const role = resources.get(Ref);
    return role ? placeOf(role) : '';
  };
  const isAbout = (reference: unknown, place: string): boolean => {
    const { 'Fn::GetAtt': [id] = [''] } = Object(reference) as {
      'Fn::GetAtt'?: readonly [string, ...string[]];
    };
    const made = resources.get(id);
    return made !== undefined && placeOf(made) === place;
  };
  const onThing = (place: string): readonly Statement[] =>
    documents((resource) => {
      const { Properties } = resource;
      if (resource.Type === 'AWS::Lambda::Permission')
        return isAbout(Properties.FunctionName, place) ? { Statement: [permitted(resource)] } : undefined;
      if (placeOf(resource) === place) return Properties.KeyPolicy ?? Properties.AssumeRolePolicyDocument;
      const holders = [Properties.Bucket, Properties.Queues, Properties.Topics].flat();
      return holders.some((holder) => roleOf(holder) === place) ? Properties.PolicyDocument : undefined;
    });
  const isOfARole = ({ Type }: Resource) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy';
  return {
    arn,
    policies: new Map(
      [...resources.values()]
        .filter(isOfARole)
        .map((resource) => [placeOf(resource), fill(resource.Properties.PolicyDocument)]),
    ),
    role: (place) => ({
      arn: arn(place),
      policies: documents((resource) => {
        const { Properties } = resource;
        const roles = [Properties.Roles ?? []].flat();
        return isOfARole(resource) && roles.some((role) => roleOf(role) === place)
          ? Properties.PolicyDocument
          : undefined;
      }),
    }),
    ask(caller, action, { place, key }, context) {
      const kind = kinds[places.get(place)?.Type ?? ''] ?? 'other';
      const resource = key === undefined ? arn(place) : `${arn(place)}/${key}`;
      return evaluate({
        caller,
        action,
        resource,
        owner: account,
        on: onThing(place),
        kind,
        ...(context ? { context } : {}),
      });
    },
  };
}

const asArn = ['AWS::SNS::Topic', 'AWS::StepFunctions::StateMachine'];

/** What `Ref` gives: of some an ARN, of the others the name that is its last part. */
function namesIn(
  places: ReadonlyMap<string, Resource>,
  all: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...places].map(([place, { Type }]) => {
      const arn = all[place] ?? '';
      return [place, asArn.includes(Type) ? arn : (arn.split(/[:/]/).at(-1) ?? '')];
    }),
  );
}
