import { canonicalText } from '../evidence/canonical.ts';
import type { Configuration } from './configuration.ts';
import { needsOf } from './needs.ts';

/**
 * What of a configuration a deployment turns into functions, rights and other resources, a line each: another one needs a deployment
 * of these. Whatever else stands in it goes along as the object that nights go by.
 */
export function deployedSettings(configuration: Configuration): readonly string[] {
  const { aws, locker, schedule, timezone } = configuration;
  return [
    ...needsOf(configuration),
    `schedule: ${schedule}`,
    `timezone: ${timezone}`,
    // A folder means nothing there: the stack makes a bucket in its place.
    ...(locker.startsWith('s3://') ? [`locker: ${locker}`] : []),
    ...Object.entries(aws).map(([name, value]) => `aws: ${name}: ${canonicalText(value)}`),
  ];
}
