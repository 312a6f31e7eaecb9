import type { Concluded, ConcludedJudgement } from '../../judging/control.ts';
import { type Finding, type FindingStatus, findingStatus } from '../../judging/finding.ts';
import { fail, unknown } from '../../judging/judgement.ts';
import type { NeedState } from '../../judging/roll-up.ts';
import { type Counts, obstacles, rollUp } from '../../judging/roll-up.ts';

/** So many subjects of one control are kept by name; of a longer list nobody asks for one. */
const mostInMemory = 10_000;

/** What one control came to so far, by connection and by subject, for those that are judged after it. */
export interface Tally {
  add(finding: Finding): void;
  clear(): void;
  onConnection(connection: string, needs: readonly NeedState[], against: Contradicted): ConcludedJudgement;
  onSubject(
    subject: string,
    needs: readonly NeedState[],
    against: Contradicted,
  ): readonly ConcludedJudgement[];
}

/** What the provider's own count says against lists that a control needs; nothing where they agree. */
export type Contradicted = (needs: readonly NeedState[]) => readonly string[];

export function tally(control: string): Tally {
  const connections = new Map<string, Record<FindingStatus, number>>();
  const subjects = new Map<string, ConcludedJudgement[]>();
  let total = 0;
  return {
    add(finding) {
      const status = findingStatus(finding);
      countsIn(connections, connectionOf(finding))[status]++;
      total++;
      if (total === mostInMemory + 1) subjects.clear();
      if (total > mostInMemory) return;
      const name = finding.subject.toLowerCase();
      const { reason, verdict } = finding;
      const said: ConcludedJudgement =
        status === 'waived'
          ? { verdict: 'pass', reason: `${reason} Waived.`, waived: true }
          : { verdict, reason };
      subjects.set(name, [...(subjects.get(name) ?? []), said]);
    },
    clear() {
      connections.clear();
      subjects.clear();
      total = 0;
    },
    onConnection(connection, needs, against) {
      const counts = countsBut(othersIn(needs, connection), connections);
      const own = needs.filter(({ document }) => document?.connection === connection);
      const barred = [...obstacles(own, counts), ...against(own)];
      switch (rollUp(counts, barred)) {
        case 'fail':
          return fail(`${control} fails: ${counts.fail} of its subjects.`);
        case 'unknown':
          return unknown(`${control} is unknown: ${barred[0] ?? `${counts.unknown} of its subjects are.`}`);
        case 'pass':
          if (counts.waived === 0) return { verdict: 'pass', reason: `${control} passes.` };
          return {
            verdict: 'pass',
            reason: `${control} passes, with ${counts.waived} of its subjects waived.`,
            waived: true,
          };
      }
    },
    onSubject(subject, needs, against) {
      const [barred] = [...obstacles(needs, { pass: 1, fail: 0, unknown: 0, waived: 0 }), ...against(needs)];
      const said = subjects.get(subject.toLowerCase()) ?? [];
      return said.map((one) => (one.verdict === 'pass' && barred !== undefined ? unknown(barred) : one));
    },
  };
}

/** What stands before the first slash of a key. */
function connectionOf({ key, subject }: Finding): string {
  const name = key ?? subject;
  const end = name.indexOf('/');
  return end < 0 ? name : name.slice(0, end);
}

function countsIn(
  connections: Map<string, Record<FindingStatus, number>>,
  connection: string,
): Record<FindingStatus, number> {
  const known = connections.get(connection);
  if (known) return known;
  const counts = { pass: 0, fail: 0, unknown: 0, waived: 0 };
  connections.set(connection, counts);
  return counts;
}

/** Subjects that name no connection are every one's: what is wrong with them is not passed over. */
function countsBut(others: ReadonlySet<string>, connections: ReadonlyMap<string, Counts>): Counts {
  const sum = { pass: 0, fail: 0, unknown: 0, waived: 0 };
  for (const [name, counts] of connections)
    if (!others.has(name)) for (const status of statuses) sum[status] += counts[status];
  return sum;
}

const statuses = ['pass', 'fail', 'unknown', 'waived'] as const;

function othersIn(needs: readonly NeedState[], connection: string): ReadonlySet<string> {
  return new Set(
    needs.flatMap(({ document }) => document?.connection ?? []).filter((id) => id !== connection),
  );
}

/** What the controls that are judged first came to; `find` gives null for one that is not judged. */
export function concludedBy(
  find: (control: string) => Pick<Concluding, 'onConnection' | 'onSubject'> | null,
): Concluded {
  return {
    onConnection: (control, connection) => find(control)?.onConnection(connection) ?? null,
    onSubject: (control, subject) => find(control)?.onSubject(subject) ?? null,
  };
}

/** A control that was judged, as far as others may ask. */
export interface Concluding {
  onConnection(connection: string): ConcludedJudgement;
  onSubject(subject: string): readonly ConcludedJudgement[];
}
