import { expect, test } from '@jest/globals';
import { awsMfaEnrolled } from '../../../../lib/providers/aws/controls/mfa-enrolled.ts';
import { evaluate, root, user } from './world.ts';

const judge = (changes: Parameters<typeof user>[1]) =>
  evaluate(awsMfaEnrolled, [{ report: [root(), user('Ana', changes)] }]);

test('a console user with MFA: pass', () => {
  expect(judge({})).toEqual([{ subject: 'ana', verdict: 'pass', reason: '' }]);
});

test('a console user without: fail', () => {
  expect(judge({ mfaActive: false })).toMatchObject([
    { subject: 'ana', verdict: 'fail', reason: 'This user has a console password and no MFA device.' },
  ]);
});

test('a user without a console password is not judged', () => {
  expect(judge({ passwordEnabled: false, mfaActive: false })).toEqual([]);
});

test.each([
  { mfaActive: null },
  { passwordEnabled: null },
  { passwordEnabled: null, mfaActive: false },
  { passwordEnabled: null, mfaActive: null },
])('what AWS did not say is unknown: %j', (changes) => {
  expect(judge(changes)).toMatchObject([{ verdict: 'unknown' }]);
});

test('root is judged by its own control, so root alone is nobody', () => {
  expect(evaluate(awsMfaEnrolled, [{ report: [root({ mfaActive: false })] }])).toEqual([]);
  expect(evaluate(awsMfaEnrolled, [{ report: [] }])).toEqual([]);
});

test('the same name in two accounts is two users of one name, in the order of the records', () => {
  const report = [root(), user('ana'), user('ana+ops'), user('Ben')];
  const found = evaluate(awsMfaEnrolled, [
    { connection: 'Prod', report },
    { connection: 'sandbox', report: [root(), user('ana', { mfaActive: false })] },
  ]);
  expect(found.map(({ subject, verdict }) => [subject, verdict])).toEqual([
    ['ana', 'pass'],
    ['ana+ops', 'pass'],
    ['ben', 'pass'],
    ['ana', 'fail'],
  ]);
});
