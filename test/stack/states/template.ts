import { StateMachine } from 'aws-local-stepfunctions';

/** Fills in a payload template (`"key.$": "$.path"`, intrinsic functions) as the interpreter does for any state. */
export async function filledIn(template: unknown, input: unknown, context: object): Promise<unknown> {
  const fill = { Type: 'Pass', Parameters: { the: template }, End: true };
  const machine = new StateMachine({ StartAt: 'Fill', States: { Fill: fill } } as never, {
    validationOptions: { noValidate: true },
  });
  const { result } = machine.run(input as never, { context: context as never });
  return ((await result) as { the: unknown }).the;
}

/** What a path (`$.items`, `$$.Map.Item.Value`) leads to. */
export async function atPath(path: string, input: unknown, context: object): Promise<unknown> {
  const filled = await filledIn({ 'at.$': path }, input, context);
  return (filled as { at: unknown }).at;
}
