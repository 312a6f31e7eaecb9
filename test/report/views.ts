import { personAt } from './made-up.ts';

/** Each view's address and heading. */
export const everyView = [
  ['#/', 'Evidence of Acme'],
  ['#/grid', 'Controls by nights'],
  ['#/grid?month=2026-02', 'Controls by nights'],
  ['#/control/company.control-0', 'Control no. 0 holds for everyone'],
  ['#/control/company.control-1?night=2026-01-06T01:00:00Z', 'Control no. 1 holds for everyone'],
  ['#/frameworks/soc2', 'SOC 2'],
  ['#/frameworks/cis', 'CIS Controls 8.1'],
  ['#/nights', 'Nights'],
  ['#/night/2026-01-30T01:00:00Z', 'The night of 30 Jan'],
  ['#/night/2026-04-10T01:00:00Z', 'The night of 10 Apr'],
  ['#/night/2026-02-10T01:00:00Z', 'The night of 10 Feb'],
  ['#/datasets', 'Datasets'],
  ['#/dataset/google%2Fusers', 'google/users'],
  ['#/dataset/google%2Fgroups?night=2026-01-30T01:00:00Z', 'google/groups'],
  ['#/subjects', 'Subjects'],
  ['#/subject/0', personAt(0)],
  ['#/exceptions', 'Waivers and attestations'],
  ['#/verify', 'Verify'],
  ['#/print', 'Evidence of Acme'],
  ['#/nowhere', 'Not here'],
] as const;
