import type { AwsShape } from './aws.ts';
import type { AwsDeployment } from './configuration.ts';

/** Seven years, two of which may be leap years. */
const usualYears = 7;
const daysOf = (years: number): number => Math.ceil(years * 365.25);

/** What a deployment goes by; without the section, the defaults. */
export function deploymentOf(given: AwsShape | null | undefined): AwsDeployment {
  return {
    retentionDays: given?.retentionDays ?? daysOf(given?.retentionYears ?? usualYears),
    mail: given?.mail ?? [],
    runbook: given?.runbook ?? null,
    auditor: given?.auditor ?? null,
    replicateTo: given?.replicateTo ?? null,
  };
}
