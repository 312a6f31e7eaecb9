import type { Report } from './report.ts';

/** What tells one kind of file from the other, and what to say where the other one is read. */
const kinds = {
  company: {
    lacks: 'connections',
    has: 'organizations',
    advice: 'this is the file of a fleet — `exhibit fleet --help` lists the commands that read it',
  },
  fleet: {
    lacks: 'organizations',
    has: 'connections',
    advice:
      'this is one organization’s file — leave out "fleet" to work with it alone, or name it under organizations: in a fleet.yaml',
  },
} as const;

/** Throws where a fleet's file is read as a company's, or the other way round: each of its lines would be a fault. */
export function refuseOtherFile(report: Report, value: unknown, kind: keyof typeof kinds): void {
  const { lacks, has, advice } = kinds[kind];
  if (typeof value !== 'object' || value === null || lacks in value || !(has in value)) return;
  report.add('unknown-key', [has], advice, 'key');
  report.throwIfAny();
}
