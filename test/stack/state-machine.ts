import type { Template } from 'aws-cdk-lib/assertions';
import { StateMachine } from 'aws-local-stepfunctions';
import { placeOf, resourcesOf } from './made-stack.ts';

export type Handler = (input: never) => unknown;

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

/** Runs a definition in an interpreter that is not ours. `handlers` stand in for its tasks, by the state's name. */
export async function runMachine(
  definition: object,
  input: object,
  handlers: Readonly<Record<string, Handler>>,
): Promise<unknown> {
  const machine = new StateMachine(definition as never);
  const names = Object.keys(handlers);
  const { result } = machine.run(input as never, {
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        Object.entries(handlers).map(([name, handler]) => [name, async (given: never) => handler(given)]),
      ),
      retryIntervalOverrides: Object.fromEntries(names.map((name) => [name, 0])),
    } as never,
  });
  return await result;
}
