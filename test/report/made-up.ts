import { exceptionsOf } from '../../lib/drift/exceptions/exceptions.ts';
import type {
  ControlHistory,
  DatasetHistory,
  Night,
  NightState,
  PackedHistory,
  ReportModel,
  ReportSources,
  SubjectHistory,
} from '../../lib/report/model.ts';
import { packRecord } from '../../lib/report/pack-records.ts';
import { madeUpEvidence } from './made-up-evidence.ts';

export interface Shape {
  readonly nights: number;
  readonly controls: number;
  readonly people: number;
}

const start = Date.parse('2026-01-01T01:00:00Z');
const oneDay = 86_400_000;
export const sha = (text: string): string => text.repeat(64).slice(0, 64);

export const datasetNames = ['users', 'groups', 'org-units'] as const;

/** A year's last night of each month is partial, and every hundredth is missing. */
function nightAt(at: number): Night {
  const run = new Date(start + at * oneDay).toISOString().replace('.000', '');
  const outcome =
    at % 100 === 99 ? 'missing' : at % 30 === 29 ? 'partial' : at % 150 === 77 ? 'failed' : 'complete';
  const folder = `runs/${run.replaceAll(':', '-')}`;
  return {
    run,
    day: run.slice(0, 10),
    due: true,
    outcome,
    reason:
      outcome === 'complete'
        ? null
        : outcome === 'missing'
          ? 'It was due, and no seal speaks for it.'
          : 'google/users is partial (timeout).',
    standard: outcome === 'missing' ? null : `${folder}/standard.json`,
    seal:
      outcome === 'missing'
        ? null
        : {
            sequence: at + 1,
            path: `chain/${String(at + 1).padStart(10, '0')}.sigstore.json`,
            sha256: sha('ab12'),
            sealedAt: new Date(start + at * oneDay + (at === 40 ? 5 * 3_600_000 : 90_000)).toISOString(),
            dueBy: new Date(start + at * oneDay + 2 * 3_600_000).toISOString(),
            timestamp: null,
            folder,
          },
  };
}

/** Control 0 fails at the end, 1 failed once for four nights, 2 was unknown, 3 has waivers, 4 is not judged at first. */
function stateAt(control: number, at: number, { outcome }: Night, nights: number): NightState {
  if (outcome === 'missing') return 'none';
  if (control % 5 === 4 && at < 3) return 'not-judged';
  if (control % 10 === 0 && at >= nights - 6) return 'fail';
  if (control % 10 === 1 && at >= 5 && at < 9) return 'fail';
  if ((control % 10 === 2 && at % 60 === 10) || outcome === 'failed') return 'unknown';
  return 'pass';
}

function controlAt(at: number, nights: readonly Night[], people: number): ControlHistory {
  const states = nights.map((night, one) => stateAt(at, one, night, nights.length));
  return {
    id: `company.control-${at}`,
    version: 2,
    title: `Control no. ${at} holds for everyone`,
    meaning: 'Everyone has a second factor, and it is enforced.',
    fix: 'Enforce it for the unit that the person is in.',
    mappings: {
      soc2: [at % 2 ? 'CC6.1' : 'CC6.10', 'CC6.2'],
      iso27001: ['A.8.5'],
      nist80053: ['IA-2(1)'],
      cis: at % 3 ? ['6.3'] : [],
    },
    parameters: { days: 30 },
    datasets: [0],
    revisions: at === 0 ? [{ from: 0, version: 1, parameters: { days: 90 } }] : [],
    states,
    counts: states.map((state) =>
      state === 'pass'
        ? { pass: people - (at % 10 === 3 ? 1 : 0), fail: 0, unknown: 0, waived: at % 10 === 3 ? 1 : 0 }
        : state === 'fail'
          ? { pass: people - 2, fail: 2, unknown: 0, waived: 0 }
          : state === 'unknown'
            ? { pass: people - 1, fail: 0, unknown: 1, waived: 0 }
            : null,
    ),
    obstacles: at % 10 === 2 ? [{ from: 10, to: 10, text: 'google/users is partial (timeout).' }] : [],
    exceptions: { failures: 0, open: 0, waived: 0, undecided: 0 },
    sinceBefore: at % 10 === 0 ? '2025-12-03T01:00:00Z' : null,
    csv: `controls/company.control-${at}.csv`,
  };
}

export function personAt(at: number): string {
  return `person-${String(at).padStart(5, '0')}@acme.example`;
}

function* findingsOf(
  control: ControlHistory,
  names: readonly string[],
  at: number,
): Generator<SubjectHistory> {
  const last = control.states.length - 1;
  for (const [place, subject] of names.entries()) {
    const wrong = place < 2 ? control.states.indexOf('fail') : -1;
    const until = control.states.lastIndexOf('fail');
    const plain = { verdict: 'pass', reason: '', waiver: null } as const;
    if (wrong >= 0)
      yield {
        subject,
        intervals: [
          ...(wrong > 0 ? [{ from: 0, to: wrong - 1, ...plain }] : []),
          {
            from: wrong,
            to: until,
            verdict: 'fail',
            reason: 'Not under enforcement: policies/03w (enforcement, unit /) does not enforce it.',
            waiver: null,
          },
          ...(until < last ? [{ from: until + 1, to: last, ...plain }] : []),
        ],
      };
    else if (place === 2 && at % 10 === 3)
      yield {
        subject,
        intervals: [
          {
            from: 0,
            to: last,
            verdict: 'fail',
            reason: 'No second factor.',
            waiver: { reason: 'Break-glass account', approvedBy: 'cto@acme.example', expires: '2027-01-31' },
            since: '2025-11-01T01:00:00Z',
          },
        ],
      };
    else if (place === 3 && at % 10 === 2)
      yield {
        subject,
        intervals: [
          {
            from: 0,
            to: last,
            verdict: 'unknown',
            reason: 'The answer did not say.',
            waiver: null,
            carried: 'fail',
          },
        ],
      };
    else yield { subject, intervals: [{ from: 0, to: last, ...plain }] };
  }
}

function exceptionsIn(control: ControlHistory, names: readonly string[], at: number) {
  const judged = control.states.map((state) => state !== 'none' && state !== 'not-judged');
  const all = [...findingsOf(control, names, at)].flatMap((history) =>
    exceptionsOf(history, judged, () => null),
  );
  return { listed: all.slice(0, 500), more: Math.max(0, all.length - 500) };
}

function* recordsOf(dataset: number, names: readonly string[], nights: number): Generator<PackedHistory> {
  if (dataset !== 0) return;
  for (const [at, name] of names.entries()) {
    const record = {
      id: `id-${at}`,
      isEnrolledIn2Sv: true,
      lastLoginTime: '2026-01-01T08:00:00Z',
      primaryEmail: name,
    };
    const later = { ...record, lastLoginTime: '2026-01-05T09:00:00Z' };
    yield packRecord({
      key: name,
      intervals: [
        { from: 0, to: Math.min(4, nights - 1), line: JSON.stringify(record), request: 0 },
        ...(nights > 5 ? [{ from: 5, to: nights - 1, line: JSON.stringify(later), request: 0 }] : []),
      ],
    });
  }
}

function datasetAt(name: string, nights: readonly Night[], people: number): DatasetHistory {
  return {
    connection: 'google',
    provider: 'google-workspace',
    dataset: name,
    nights: nights.map(({ outcome }) =>
      outcome === 'missing'
        ? null
        : outcome === 'complete'
          ? { completeness: 'complete', records: people, problem: null }
          : {
              completeness: outcome,
              records: outcome === 'partial' ? people - 1 : 0,
              problem: { code: 'timeout', message: 'No answer in time.' },
            },
    ),
    excluded:
      name === 'groups'
        ? [
            {
              what: 'group all@acme.example',
              reason: 'Neither a policy nor a vault needs its members',
              by: 'it@acme.example',
              until: null,
            },
          ]
        : [],
    reproduce: 'exhibit run --config exhibit.yaml --only google',
    csv: `datasets/google-${name}.csv`,
    population: name === 'users' ? 'people' : null,
    moves:
      name !== 'users' || people === 0
        ? null
        : {
            first: 0,
            last: Math.max(0, nights.length - 2),
            opening: people - 1,
            closing: people,
            appeared: 1,
            gone: 0,
            listed: [
              { who: personAt(4), kind: 'appeared', night: 4 },
              {
                who: personAt(5),
                kind: 'standing',
                night: 6,
                field: 'suspended',
                before: 'false',
                after: 'true',
              },
              { who: personAt(6), kind: 'role', night: 7, field: 'isAdmin', before: 'false', after: 'true' },
            ],
            more: 0,
          },
    compared: name === 'groups' ? 'access' : null,
    reconciledWith:
      name === 'users'
        ? { kind: 'independent', dataset: 'org-units', says: 'It is held against a count of its own.' }
        : { kind: 'none', dataset: null, says: 'There is no count apart from the list.' },
  };
}

/** A company that was never there, of any size; `names` in place of its people's, for hostile ones. */
export function madeUp(
  shape: Shape,
  change: (model: ReportModel) => ReportModel = (model) => model,
  given?: readonly string[],
): { model: ReportModel; sources: ReportSources } {
  const names = (given ?? Array.from({ length: shape.people }, (_, at) => personAt(at))).toSorted((a, b) =>
    a < b ? -1 : 1,
  );
  const nights = Array.from({ length: shape.nights }, (_, at) => nightAt(at));
  const controls = Array.from({ length: shape.controls }, (_, at) => controlAt(at, nights, names.length));
  const model = change({
    schema: 'exhibit/report/v1',
    organization: 'Acme',
    timezone: 'Europe/Amsterdam',
    schedule: '02:00',
    period: { from: nights[0]?.day ?? '2026-01-01', to: nights.at(-1)?.day ?? '2026-01-01' },
    made: { at: '2026-07-01T09:00:00Z', by: 'ana@acme.example', version: '0.1.0', commit: null },
    pseudonyms: false,
    verification: {
      ok: true,
      trust: 'given',
      checked: { runs: nights.length, files: nights.length * 12, bytes: 123_456_789 },
      head: { sequence: nights.length, sha256: sha('cd34') },
      problems: [],
      moreProblems: 0,
      keys: [{ id: sha('0f'), path: `keys/${sha('0f')}.pem`, trusted: true, seals: nights.length }],
    },
    nights,
    controls,
    datasets: datasetNames.map((name) => datasetAt(name, nights, names.length)),
    waivers: [
      {
        control: 'company.control-3',
        subject: names[2] ?? 'nobody',
        reason: 'Break-glass account',
        approvedBy: 'cto@acme.example',
        expires: '2027-01-31',
        own: false,
        from: 0,
        to: nights.length - 1,
        covered: [{ from: 0, to: nights.length - 1 }],
      },
    ],
    attestations: [
      {
        control: 'company.control-2',
        by: 'ana@acme.example',
        note: 'Looked at the report of the password manager',
        at: '2026-01-02T10:00:00Z',
        expires: '2026-12-31',
        path: 'attestations/company.control-2/2026.json',
        sha256: sha('77'),
        files: [],
        own: [],
        covered: [{ from: 1, to: nights.length - 1 }],
      },
    ],
    notJudged: [
      {
        control: 'slack.mfa-enrolled',
        title: 'Everyone in Slack has a second factor',
        reason: 'No slack is connected.',
        by: 'scope',
        from: 0,
        to: nights.length - 1,
      },
    ],
    standard: [
      {
        night: 1,
        control: null,
        path: '/vaults/0/members/1',
        before: null,
        after: 'ben@acme.example',
        message: 'ben@acme.example is now named for the vault npm.',
      },
    ],
    standardMoves: [{ night: 1, verdicts: 2 }],
    changes: [
      {
        night: 2,
        type: 'vault.joined',
        subject: 'ben@acme.example',
        before: null,
        after: 'npm',
        by: 'ana@acme.example',
        at: '2026-01-02T14:00:00Z',
        message: 'ben@acme.example can now open the vault "npm".',
      },
      {
        night: 3,
        type: 'setting.changed',
        subject: 'google',
        before: 'on',
        after: 'off',
        message: 'google: two-step enforcement is off, and was on.',
      },
    ],
    register: [
      {
        name: 'npm',
        domain: 'npm.example',
        signIn: 'password',
        connection: null,
        vault: 'npm',
        owner: personAt(3),
        users: 'everyone',
        twoFactor: { offered: false, note: 'By the vendor’s word of 2025-12-01' },
        clientIds: [],
        ignore: null,
      },
    ],
    named: {
      people: {
        source: ['google', 'okta'],
        identities: [
          { person: names[1] ?? 'nobody', accounts: { github: 'one-of-them', slack: ['U1', 'U2'] } },
        ],
        leavers: [{ person: personAt(2), lastDay: '2026-01-05' }],
      },
      vaults: [
        { name: 'npm', connection: 'onepassword', id: 'v-npm', members: [names[0] ?? 'nobody', 'everyone'] },
        { name: 'Payroll', members: [] },
      ],
      sharedAccounts: [{ name: 'Press', connection: null, account: 'press@acme.example', vault: 'npm' }],
      vaultGroups: { Engineers: 'engineers@acme.example' },
    },
    files: [
      { path: 'VERIFY.md', label: 'how to check the evidence yourself' },
      { path: 'manifest.json', label: 'every file of this package with its hash' },
    ],
  });
  const sources: ReportSources = {
    subjects: () => names,
    findings: (at) => findingsOf(model.controls[at] as ControlHistory, names, at),
    exceptions: (at) => exceptionsIn(model.controls[at] as ControlHistory, names, at),
    evidence: (at) => madeUpEvidence(model, at),
    records: (at) => recordsOf(at, names, nights.length),
  };
  return { model, sources };
}
