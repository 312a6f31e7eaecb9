import { describe, expect, test } from '@jest/globals';
import { catalog } from '../../lib/controls/catalog.ts';
import { whoIsWho } from '../../lib/controls/people/who-is-who.ts';
import type { EvidenceDocument } from '../../lib/evidence/document.ts';
import {
  type Attestation,
  type AttestedScope,
  attestationInForce,
  despiteText,
  latestFor,
} from '../../lib/judging/attestation.ts';
import { attested as ofAttestation } from '../../lib/judging/attested.ts';
import type { Control, ControlInput, ControlSettings } from '../../lib/judging/control.ts';
import { datasetReader } from '../../lib/judging/dataset-reader.ts';
import { sharedAccountKey } from '../../lib/judging/people/shared-accounts.ts';
import { assess as assessAll } from './assess.ts';

const now = new Date('2026-11-23T02:00:00Z');

const report = { name: 'report.png', path: 'attestations/report', sha256: 'ab'.repeat(32), bytes: 1 };

function word(changes: Partial<Attestation> = {}): Attestation {
  return {
    schema: 'exhibit/attestation/v1',
    control: 'passwords.unique',
    by: 'ana@acme.example',
    note: 'Looked at the report, nothing reused',
    at: '2026-11-01T10:00:00Z',
    expires: '2027-01-31',
    files: [report],
    ...changes,
  };
}

describe('an attestation', () => {
  test('counts until its last day is over, where the company is', () => {
    const lastDay = word({ expires: '2026-11-23' });
    const inForce = (at: string, timezone: string) =>
      attestationInForce([lastDay], 'passwords.unique', new Date(at), timezone) !== null;
    expect(inForce('2026-11-23T22:59:00Z', 'Europe/Amsterdam')).toBe(true);
    expect(inForce('2026-11-23T23:01:00Z', 'Europe/Amsterdam')).toBe(false);
    expect(inForce('2026-11-23T23:01:00Z', 'UTC')).toBe(true);
  });

  test('of a hundred years counts for 366 days, however it came into the locker', () => {
    const forever = word({ at: '2026-11-01T10:00:00Z', expires: '2126-11-01' });
    const counts = (at: string) =>
      attestationInForce([forever], 'passwords.unique', new Date(at), 'UTC') !== null;
    expect(counts('2027-11-02T00:00:00Z')).toBe(true);
    expect(counts('2027-11-03T00:00:00Z')).toBe(false);
  });

  test('is replaced by a later one, even by one that ends sooner', () => {
    const later = word({ at: '2026-11-10T10:00:00Z', expires: '2026-11-20' });
    expect(latestFor([word(), later], 'passwords.unique')).toBe(later);
    expect(attestationInForce([later, word()], 'passwords.unique', now, 'UTC')).toBeNull();
  });

  test('speaks of its own control only', () => {
    expect(latestFor([word()], 'access.reviewed')).toBeNull();
  });
});

const npm = { name: 'npm', connection: null, account: null, vault: 'npm publishing' };
const attested = catalog.filter((control) => control.attested);

test('these controls take an attestation', () => {
  expect(attested.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'access.reviewed',
      'onepassword.mfa-enforced',
      'onepassword.totp-in-vault',
      'passwords.unique',
      'sign-in.single-sign-on',
    ]),
  );
});

// Those beside which a word only stands in for evidence have tests of their own.
const byWord = attested.filter((control) => control.attested === true || control.attested === 'file');

describe.each(byWord)('$id', (control) => {
  test('is unknown, and says what to do, while nobody gave their word', () => {
    const assessments = assess(control, null);
    expect(assessments.length).toBeGreaterThan(0);
    for (const { verdict, reason } of assessments) {
      expect(verdict).toBe('unknown');
      expect(reason).toContain(`exhibit attest ${control.id}`);
    }
  });

  test('passes while a word counts, and says whose', () => {
    for (const { verdict, reason } of assess(control, word({ control: control.id }))) {
      expect(verdict).toBe('pass');
      expect(reason).toContain('ana@acme.example');
      expect(reason).toContain('2027-01-31');
    }
  });
});

describe.each([
  'sign-in.single-sign-on',
  'slack.mfa-required',
  'npm.mfa-required',
  'onepassword.mfa-enforced',
])('a word on %s', (id) => {
  const control = attested.find((one) => one.id === id);
  if (!control) throw new Error(`There is no ${id}.`);

  test('says nothing of what was connected after it was given', () => {
    const about = { connections: ['google-workspace'], policies: [] };
    for (const { verdict } of assess(control, word({ control: id, about }))) expect(verdict).toBe('unknown');
  });

  test('counts for what was connected when it was given', () => {
    const about = { connections: ['onepassword', 'github', 'slack', 'npm'], policies: [] };
    for (const { verdict } of assess(control, word({ control: id, about }))) expect(verdict).toBe('pass');
  });
});

describe('a word that says nothing of what came after it', () => {
  const verdictsOf = (id: string, about: AttestedScope) => {
    const control = attested.find((one) => one.id === id);
    if (!control) throw new Error(`There is no ${id}.`);
    return Object.fromEntries(
      assess(control, word({ control: id, about })).map(({ subject, verdict }) => [subject, verdict]),
    );
  };

  test('leaves a shared account that was named since unknown, or one that is kept elsewhere by now', () => {
    const about = (...sharedAccounts: string[]) => ({ connections: [], policies: [], sharedAccounts });
    const totp = (scope: AttestedScope) => verdictsOf('onepassword.totp-in-vault', scope);
    expect(totp(about(sharedAccountKey(npm)))).toEqual({ npm: 'pass' });
    expect(totp(about())).toEqual({ npm: 'unknown' });
    expect(totp(about(sharedAccountKey({ ...npm, vault: 'Old vault' })))).toEqual({ npm: 'unknown' });
    expect(totp(about(sharedAccountKey({ ...npm, name: 'pypi' })))).toEqual({ npm: 'unknown' });
  });

  test('speaks of all shared accounts where it was given before they were kept', () => {
    expect(verdictsOf('onepassword.totp-in-vault', { connections: [], policies: [] })).toEqual({
      npm: 'pass',
    });
  });

  test('leaves a password manager that was connected since unknown', () => {
    const scope = (...connections: string[]) => ({ connections, policies: [] });
    expect(verdictsOf('passwords.unique', scope('onepassword'))).toEqual({ 'password report': 'pass' });
    expect(verdictsOf('passwords.unique', scope('github'))).toEqual({ 'password report': 'unknown' });
  });
});

test.each(byWord)('a word that was given after the time of the run says so: $id', (control) => {
  const later = assess(control, word({ control: control.id, at: '2026-11-25T10:00:00Z' }));
  for (const { reason } of later) expect(reason).toContain('after the time of this run');
  const before = assess(control, word({ control: control.id }));
  for (const { reason } of before) expect(reason).not.toContain('after the time');
});

function assess(control: Control, attestation: Attestation | null) {
  const document = (provider: string) => ({ provider, connection: provider }) as EvidenceDocument;
  const settings: ControlSettings = {
    people: { source: null, identities: [] },
    vaults: [],
    sharedAccounts: [npm],
    vaultGroups: {},
    policies: [],
  };
  const input: ControlInput = {
    now,
    parameters: control.parameters().parse({}),
    settings,
    people: whoIsWho([], settings)(),
    documents: ['google-workspace', 'onepassword', 'github', 'slack', 'npm'].map(document),
    ...datasetReader([]),
    failingSince: () => null,
    firstJudged: '2026-01-01T00:00:00Z',
    seenSince: () => '2026-01-01T00:00:00Z',
    attestation,
    attestationOf: () => null,
  };
  return assessAll(control, input);
}

describe('What is said of an attestation', () => {
  const about: AttestedScope = { connections: ['slack'], policies: [] };
  const attestation = word({ about });
  const topic = (name: string) => ({ kind: 'connections', name }) as const;

  test('names who gave it, when, until when, and what they saw', () => {
    expect(ofAttestation({ attestation, now }, topic('slack'), 'Not known.')).toEqual({
      verdict: 'pass',
      reason:
        'Attested by ana@acme.example on 2026-11-01, counts until 2027-01-31: Looked at the report, nothing reused',
    });
  });

  test('is that it is older than what came since, or that there is none', () => {
    expect(ofAttestation({ attestation, now }, topic('zoom'), 'Not known.')).toEqual({
      verdict: 'unknown',
      reason: 'Not known. The attestation of ana@acme.example on 2026-11-01 is older than zoom.',
    });
    expect(ofAttestation({ attestation: null, now }, topic('zoom'), 'Not known.')).toEqual({
      verdict: 'unknown',
      reason: 'Not known.',
    });
  });

  test('is named beside the evidence that contradicts it', () => {
    expect(despiteText(attestation)).toBe(', despite what ana@acme.example attested on 2026-11-01');
    expect(despiteText(null)).toBe('');
  });
});
