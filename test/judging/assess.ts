import { eachAssessment } from '../../lib/judging/assessed.ts';
import type { Assessment, Control, ControlInput } from '../../lib/judging/control.ts';

/** An assessment as tests of verdicts look at it. */
export type Said = Omit<Assessment, 'key'>;

/** What a control says, without keys; two subjects of one key are an error, as is one without. */
export function assess(control: Pick<Control, 'evaluate'>, input: ControlInput): Said[] {
  const keys = new Map<string, string>();
  return [...eachAssessment(control.evaluate(input))].map(({ key, ...said }) => {
    if (key === '') throw new Error(`${said.subject} has no key`);
    if ((keys.get(key) ?? said.subject) !== said.subject)
      throw new Error(`${said.subject} and ${keys.get(key)} have the key ${key}`);
    keys.set(key, said.subject);
    return said;
  });
}
