import { describe, expect, test } from '@jest/globals';
import type { AwsOrganizationWorld } from '../../../../demo/stand-ins/aws-organization/world.ts';
import type { AwsAccountSummary } from '../../../../lib/evidence/datasets/aws.ts';
import { collectOrganization } from './simulated.ts';
import { management, member, number, small } from './world.ts';

/** One account without the role. */
function shut(changes: Partial<AwsOrganizationWorld> = {}): AwsOrganizationWorld {
  const accounts = small.accounts.map((one) =>
    one.id === number(1) ? { ...one, role: false as const } : one,
  );
  return { ...small, accounts, ...changes };
}
const audited = { settings: { auditRoot: true } };
const summaryOf = (rows: readonly unknown[], id: string) =>
  (rows as readonly AwsAccountSummary[]).find(({ account }) => account === id);

describe('Root of an account that cannot be entered', () => {
  test('is looked at by AssumeRoot, where the configuration allows it', async () => {
    const { asked, memory, of } = await collectOrganization(() => shut(), audited);
    const { problems, rows } = of('account-summary');
    expect(problems).toEqual([]);
    expect(summaryOf(rows, number(1))).toMatchObject({ accountMFAEnabled: 1, rootAudit: true });
    expect(summaryOf(rows, number(2))?.rootAudit).toBeUndefined();
    expect(of('credential-report').problems).toMatchObject([{ code: 'denied' }]);
    expect(asked.filter((action) => action === 'AssumeRoot')).toHaveLength(1);
    expect(memory.everything()).not.toContain('not-a-real-one');
  });

  test('is not, where the configuration says nothing of it', async () => {
    const { asked, of } = await collectOrganization(() => shut());
    expect(asked).not.toContain('AssumeRoot');
    expect(of('account-summary').problems).toMatchObject([{ code: 'denied' }]);
  });

  test('is asked of no account that was entered', async () => {
    const { asked, of } = await collectOrganization(() => small, audited);
    expect(asked).not.toContain('AssumeRoot');
    expect(of('account-summary').rows).toHaveLength(3);
  });

  test('is untold where root credentials are not kept centrally, and both refusals are said', async () => {
    const { of } = await collectOrganization(() => shut({ features: ['RootSessions'] }), audited);
    expect(summaryOf(of('account-summary').rows, number(1))).toBeUndefined();
    expect(of('account-summary').problems).toMatchObject([
      { code: 'denied', message: expect.stringContaining('Nor could its root be audited') },
    ]);
  });

  test('is never asked of the managing account, which the feature leaves out', async () => {
    const accounts = [member(management, { role: false }), member(number(1))];
    const { asked, of } = await collectOrganization(() => shut({ accounts }), {
      settings: { auditRoot: true, management: undefined, identityCenter: 'none' },
    });
    expect(asked).not.toContain('AssumeRoot');
    expect(summaryOf(of('account-summary').rows, management)).toBeUndefined();
  });

  test('is refused where the session is one of another account', async () => {
    const { of } = await collectOrganization(() => shut(), {
      ...audited,
      before: ({ headers }, action) =>
        action === 'GetCallerIdentity' && /ASIASTANDINR/.test(headers.get('authorization') ?? '')
          ? new Response(
              `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::${number(2)}:root</Arn><UserId>x</UserId><Account>${number(2)}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
            )
          : null,
    });
    expect(summaryOf(of('account-summary').rows, number(1))).toBeUndefined();
    expect(of('account-summary').problems[0]?.message).toContain(`${number(2)} answers`);
  });
});
