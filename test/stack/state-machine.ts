import type { Template } from 'aws-cdk-lib/assertions';
import { placeOf, resourcesOf } from './made-stack.ts';
import type { Handler } from './states/execution.ts';
import type { Objects } from './states/objects.ts';
import { startMachine } from './states/start.ts';

export type { Handler } from './states/execution.ts';

/** A state machine's definition as CloudFormation would fill it in: with plausible ARNs of what it refers to. */
export function definitionOf(template: Template, place: string): object {
  const found = [...resourcesOf(template).values()].find(
    (resource) => resource.Type === 'AWS::StepFunctions::StateMachine' && placeOf(resource) === place,
  );
  if (!found) throw new Error(`There is no state machine at ${place}.`);
  return JSON.parse(filledIn(found.Properties.DefinitionString));
}

function filledIn(value: unknown): string {
  if (typeof value === 'string') return value;
  const node = value as {
    Ref?: string;
    'Fn::GetAtt'?: [string, string];
    'Fn::Join'?: [string, unknown[]];
    'Fn::Sub'?: string;
  };
  if (node['Fn::Sub']) return node['Fn::Sub'];
  if (node['Fn::Join']) return node['Fn::Join'][1].map(filledIn).join(node['Fn::Join'][0]);
  if (node['Fn::GetAtt']) return `arn:aws:lambda:eu-west-1:111122223333:function:${node['Fn::GetAtt'][0]}`;
  return node.Ref === 'AWS::Partition' ? 'aws' : String(node.Ref);
}

/** Runs a definition. `handlers` stand in for its tasks, by the state's name. */
export async function runMachine(
  definition: object,
  input: object,
  handlers: Readonly<Record<string, Handler>>,
  objects?: Objects,
): Promise<unknown> {
  return await startMachine(definition, input, { handlers, ...(objects ? { objects } : {}) }).result;
}
