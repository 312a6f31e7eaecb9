import type { AwsShape } from './aws.ts';
import type { AwsDeployment } from './configuration.ts';
import { defaults } from './defaults.ts';

/** Of any years, however many of them are leap years. */
const daysOf = (years: number): number => Math.ceil(years * 365.25);

/** What a deployment goes by; without the section, the defaults. */
export function deploymentOf(given: AwsShape | null | undefined): AwsDeployment {
  return {
    retentionDays: given?.retentionDays ?? daysOf(given?.retentionYears ?? defaults.retentionYears),
    mail: given?.mail ?? [],
    runbook: given?.runbook ?? null,
    auditor: given?.auditor ?? null,
    replicateTo: given?.replicateTo ?? null,
  };
}
