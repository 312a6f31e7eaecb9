import { isObject, type Raw } from '../../../read-fields.ts';

/** Some of what IAM can be asked for; a pattern that takes in all of these is one of all that it can do. */
const ofIam = [
  'iam:attachrolepolicy',
  'iam:createpolicyversion',
  'iam:passrole',
  'iam:updateassumerolepolicy',
];

/**
 * Whether a policy allows every action, or every one of IAM; null where it cannot be read, or allows by leaving out. Actions
 * are written in any case, with `*` for anything and `?` for one letter, anywhere in them.
 */
export function givesAll(policy: string): boolean | null {
  const statements = statementsIn(policy);
  if (!statements) return null;
  const allowing = statements.filter(({ Effect }) => Effect === 'Allow');
  const actions = allowing.flatMap(({ Action }) => [Action ?? []].flat());
  if (actions.some((action) => typeof action === 'string' && ofIam.every(takesIn(action)))) return true;
  return allowing.some((statement) => 'NotAction' in statement) ? null : false;
}

function takesIn(pattern: string): (action: string) => boolean {
  const parts = pattern
    .toLowerCase()
    .replace(/[^a-z0-9*?]/g, '\\$&')
    .replace(/\*+/g, '*')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const form = new RegExp(`^${parts}$`);
  return (action) => form.test(action);
}

function statementsIn(policy: string): readonly Raw[] | null {
  try {
    const { Statement } = JSON.parse(policy) as Raw;
    const statements = [Statement].flat();
    return statements.every(isObject) ? statements : null;
  } catch {
    return null;
  }
}
