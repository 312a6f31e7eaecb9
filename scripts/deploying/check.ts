import { type ConfigurationObject, readConfigurationObject } from '../../lib/config/object.ts';
import { sha256Of } from '../../lib/evidence/sha256.ts';
import { readDeployable } from '../../lib/stack/deployable.ts';
import { packed } from '../../lib/stack/deployment.ts';
import { type Changes, changesBetween } from './changes.ts';
import type { Means } from './deploy.ts';
import type { Target } from './target.ts';

/**
 * Says what of a configuration differs from the one that was deployed, and what a deployment of it would change. Deploys nothing.
 * Returns the exit status: 0 where nothing differs, 1 where something does, 2 where it is not known.
 * @param file the configuration. Throws `ConfigurationError` for one that cannot be deployed
 */
export function check(file: string, target: Target, means: Pick<Means, 'aws' | 'say'>): number {
  const { bytes, sha256 } = packed(readDeployable(file));
  const found = deployedObject(target, means.aws);
  if (typeof found === 'string') {
    means.say(`exhibit: ${found}`);
    return 2;
  }
  const after = readConfigurationObject(bytes);
  if (after === null) throw new Error('What was packed cannot be read.');
  if (sha256Of(found.text) === sha256) {
    means.say('exhibit: the configuration is the one that is deployed.');
    return 0;
  }
  means.say(inWords(changesBetween(found.object, after)));
  return 1;
}

interface Found {
  readonly object: ConfigurationObject;
  readonly text: string;
}

/** The object that nights go by from the last deployment on, or why it cannot be had. */
function deployedObject({ stack, profile }: Target, aws: Means['aws']): Found | string {
  const query = ['--query', "Stacks[0].Outputs[?OutputKey=='ConfigurationLocation'].OutputValue"];
  const named = ['--stack-name', stack, ...query, '--output', 'text', ...profile];
  const place = aws('cloudformation', 'describe-stacks', ...named);
  if (place.status !== 0)
    return place.stderr.includes('does not exist')
      ? `there is no stack ${stack} yet, so all of the configuration is to be deployed: npm run deploy`
      : `what is deployed cannot be seen: ${lastLine(place.stderr)}`;
  const location = place.stdout.trim();
  if (!location.startsWith('s3://'))
    return 'the version that is deployed has the configuration in its functions, so it has to be deployed once: npm run deploy';
  const read = aws('s3', 'cp', location, '-', ...profile);
  if (read.status !== 0)
    return `the configuration that is deployed cannot be read (${location}): ${lastLine(read.stderr)}\nWhat would change in the account, "npm run -s cdk -- diff" tells.`;
  const object = readConfigurationObject(Buffer.from(read.stdout));
  return object ? { object, text: read.stdout } : `${location} is no configuration of Exhibit.`;
}

function inWords({ resources, sections }: Changes): string {
  const differs = `exhibit: the configuration differs from the deployed one in: ${sections.join(', ') || 'its words alone'}.`;
  const needed =
    resources.length === 0
      ? 'Only the configuration would be deployed: no function and no right changes, but which object the next night goes by.'
      : ['A deployment of functions, rights or other resources is needed:', ...resources].join('\n  ');
  return `${differs}\n${needed}\nDeploy it with: npm run deploy. Until then, nights go by the deployed one.`;
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
