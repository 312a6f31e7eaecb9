import { sealsMetric } from '../../lib/config/night-sealed.ts';
import type { Target } from './target.ts';

/** What a program said. */
export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What deploying is done with. */
export interface Means {
  /** Path of the stack policy. */
  readonly policy: string;
  readonly say: (text: string) => void;
  /** Asks a person; null where nobody is there to answer. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
  /** Runs the CDK's command before the person's eyes, and gives its exit status. */
  readonly cdk: (...command: string[]) => number;
  /** Runs AWS's command line. */
  readonly aws: (...command: string[]) => Said;
}

/**
 * Deploys: looks whether the account is prepared for the CDK, and asks before it prepares it; deploys; protects what was deployed.
 * Returns the exit status: 2 when nothing was deployed because something has to be decided, 1 when what was deployed is not
 * protected.
 */
export async function deploy(words: readonly string[], target: Target, means: Means): Promise<number> {
  if (!(await isPrepared(target, means))) return 2;
  if (isFirst(target, means)) beginCounting(target, means);
  const deployed = means.cdk('deploy', '-c', 'deploying=yes', ...words);
  if (deployed !== 0) return deployed;
  return protect(target, means) ? 0 : 1;
}

/** Whether the deployment may go on. What cannot be looked at is the CDK's to say. */
async function isPrepared(target: Target, { aws, cdk, say, ask }: Means): Promise<boolean> {
  const { qualifier, profile, yes } = target;
  const name = `/cdk-bootstrap/${qualifier}/version`;
  const found = aws('ssm', 'get-parameter', '--name', name, ...profile);
  if (found.status === 0 || !found.stderr.includes('ParameterNotFound')) return true;
  const command = ['bootstrap', '--qualifier', qualifier, ...profile];
  say(
    `exhibit: this account and region are not prepared for the CDK (there is no ${name}). Preparing makes a stack with a bucket and roles that deploy; whoever runs the account may have rules for that.`,
  );
  const agreed = yes || (ask !== null && (await ask('Prepare it now?')));
  if (agreed) return cdk(...command) === 0;
  say(
    `exhibit: nothing was deployed. Prepare it with: npm run -s cdk -- ${command.join(' ')}\nWhere it was prepared under another name, say so: npm run deploy -- -c @aws-cdk/core:bootstrapQualifier=NAME`,
  );
  return false;
}

/** Whether there is no such stack yet, or one only of which the first deployment failed. */
function isFirst({ stack, profile }: Target, { aws }: Means): boolean {
  const query = ['--query', 'Stacks[0].StackStatus', '--output', 'text'];
  const found = aws('cloudformation', 'describe-stacks', '--stack-name', stack, ...query, ...profile);
  if (found.status !== 0) return found.stderr.includes('does not exist');
  return /^(REVIEW_IN_PROGRESS|ROLLBACK_COMPLETE)\b/.test(found.stdout.trim());
}

/**
 * The alarm for missing nights is told when counting begins. Otherwise it would ring the moment it is made, when nobody has
 * confirmed a mail yet, and then not again when the first night stays away.
 */
function beginCounting({ stack, profile }: Target, { aws }: Means): void {
  const metric = ['--namespace', stack, '--metric-name', sealsMetric, '--value', '1'];
  aws('cloudwatch', 'put-metric-data', ...metric, ...profile);
}

/**
 * Only after a deployment: a protected stack of which the first one failed could not be taken away for the second.
 * Returns whether both protections are in place.
 */
function protect({ stack, profile }: Target, { aws, say, policy }: Means): boolean {
  const named = ['--stack-name', stack, ...profile];
  const steps = [
    ['cloudformation', 'set-stack-policy', '--stack-policy-body', `file://${policy}`, ...named],
    ['cloudformation', 'update-termination-protection', '--enable-termination-protection', ...named],
  ];
  const failed = steps.flatMap((step) => {
    const { status, stderr } = aws(...step);
    return status === 0 ? [] : [`  aws ${step.join(' ')}\n    ${stderr.trim().split('\n').at(-1) ?? ''}`];
  });
  if (failed.length === 0) return true;
  say(
    `exhibit: the stack is deployed, and not protected against removal and replacement. What did not work, to be done again:\n${failed.join('\n')}`,
  );
  return false;
}
