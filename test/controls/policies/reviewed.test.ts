import { describe, expect, test } from '@jest/globals';
import { policiesReviewed } from '../../../lib/controls/policies/reviewed.ts';
import type { GitHubPolicyDocument } from '../../../lib/evidence/datasets/github.ts';
import type { ListedPolicy } from '../../../lib/judging/control.ts';
import { policyKey } from '../../../lib/judging/standard.ts';
import { cut, googleUsers, judge, type Part, user, verdicts, type World } from '../people/world.ts';

const path = 'policies/access.md';
const subject = `handbook/${path}`;
const listed: ListedPolicy = {
  branch: null,
  connection: 'github',
  owner: 'CTO',
  path,
  repository: 'handbook',
};
const record: GitHubPolicyDocument = {
  blank: false,
  blob: 'b1',
  branch: null,
  changedAt: '2026-06-01T10:00:00Z',
  commit: 'c1',
  owner: null,
  path,
  readable: true,
  repository: 'acme/handbook',
  size: 900,
  state: 'file',
};

const connections = [{ id: 'github', provider: 'github', settings: { org: 'Acme' } }];

interface Given {
  readonly found?: Partial<GitHubPolicyDocument> | null;
  readonly policy?: Partial<ListedPolicy>;
  readonly people?: Part;
  readonly word?: string;
  /** Documents that were listed when the word was given. */
  readonly about?: readonly string[];
  readonly more?: Partial<World>;
}

function look({ found = {}, policy = {}, people, word, about, more = {} }: Given = {}) {
  const rows = found === null ? [] : [{ ...record, ...found }];
  const documents = { provider: 'github', connection: 'github', dataset: 'policy-documents', rows };
  const settings = { connections, policies: [{ ...listed, ...policy }] };
  const attestation = word && {
    schema: 'exhibit/attestation/v1' as const,
    control: 'policies.reviewed',
    by: 'ana@example.com',
    note: 'Read them all',
    at: word,
    expires: '2027-12-31',
    files: [],
    ...(about ? { about: { connections: ['github'], policies: about } } : {}),
  };
  const parts = [documents, ...(people ? [people] : [])];
  const found_ = judge(policiesReviewed, {
    parts,
    settings,
    ...(attestation ? { attestation } : {}),
    ...more,
  });
  return found_[subject];
}

describe('policies.reviewed', () => {
  test('passes a document that was changed within a year and has an owner', () => {
    const expected = 'changed or confirmed within 365 days, owner CTO';
    const seen = 'changed 2026-06-01, owner CTO';
    expect(look()).toEqual({ subject, verdict: 'pass', reason: '', expected, seen });
    expect(look({ policy: { repository: 'acme/handbook' } })).toBeUndefined();
  });

  test.each<[string, Given, string, string]>([
    [
      'was changed more than a year ago',
      { found: { changedAt: '2025-11-22T10:00:00Z' } },
      'fail',
      '2025-11-22',
    ],
    ['was changed in 1970', { found: { changedAt: '1970-01-01T00:00:00Z' } }, 'fail', '1970-01-01'],
    ['is dated in the future', { found: { changedAt: '2027-01-01T00:00:00Z' } }, 'unknown', 'in the future'],
    ['has a date that is not shown', { found: { changedAt: null } }, 'unknown', 'did not show when'],
    ['has a date that is none', { found: { changedAt: 'yesterday' } }, 'unknown', 'did not show when'],
    ['is missing', { found: { state: 'missing', changedAt: null } }, 'fail', 'no such document'],
    ['is a folder', { found: { state: 'other' } }, 'fail', 'folder'],
    ['is empty', { found: { size: 0 } }, 'fail', 'empty'],
    ['is not shown', { found: { state: null } }, 'unknown', 'did not show whether'],
    ['no evidence speaks of', { found: null }, 'unknown', 'did not show whether'],
    ['is on another branch', { policy: { branch: 'next' } }, 'unknown', 'did not show whether'],
    ['has no owner', { policy: { owner: null } }, 'fail', 'Nobody is named as its owner'],
    [
      'may have an owner',
      { policy: { owner: null }, found: { readable: false } },
      'unknown',
      'could not be read',
    ],
    [
      'is old and not shown whole',
      { found: { changedAt: '2020-01-01T00:00:00Z', readable: false }, policy: { owner: null } },
      'fail',
      '2020',
    ],
  ])('one that %s', (_, given, verdict, reason) => {
    expect(look(given)).toMatchObject({ verdict, reason: expect.stringContaining(reason) });
  });

  test('takes the owner of the front matter where the configuration names none', () => {
    expect(look({ policy: { owner: null }, found: { owner: 'Head of IT' } })?.verdict).toBe('pass');
  });

  test('is bounded by the days that the company chose', () => {
    expect(look({ more: { parameters: { days: 90 } } })?.verdict).toBe('fail');
  });

  const owner = { owner: 'Ana@Example.com' };
  test.each<[string, Part | undefined, string]>([
    ['is active', googleUsers([user('ana')]), 'pass'],
    ['is not known of, because the list of people did not come', undefined, 'unknown'],
    ['was suspended', googleUsers([user('ana', { suspended: true })]), 'fail'],
    ['was archived', googleUsers([user('ana', { archived: true })]), 'fail'],
    ['may be suspended', googleUsers([user('ana', { suspended: null })]), 'unknown'],
    ['is gone', googleUsers([user('ben')]), 'fail'],
    ['was not seen', googleUsers([user('ben')], { problem: cut }), 'unknown'],
    ['was not seen, as nobody was', googleUsers([]), 'unknown'],
  ])('an owner who %s', (_, people, verdict) => {
    expect(look({ policy: owner, ...(people ? { people } : {}) })?.verdict).toBe(verdict);
  });

  test('an owner is taken as named where nobody says who the people are', () => {
    const settings = {
      connections,
      policies: [{ ...listed, ...owner }],
      people: { source: null, identities: [] },
    };
    expect(look({ more: { settings } })?.verdict).toBe('pass');
  });

  describe('an attestation', () => {
    const old = { found: { changedAt: '2020-01-01T00:00:00Z' } };
    test('confirms a document that is there', () => {
      expect(look({ ...old, word: '2026-11-01T10:00:00Z' })).toMatchObject({
        verdict: 'pass',
        reason: expect.stringContaining('ana@example.com'),
      });
    });

    test('counts in a run whose nominal time lies before it', () => {
      expect(look({ ...old, word: '2026-11-24T10:00:00Z' })?.verdict).toBe('pass');
    });

    test('of when the document was listed already counts', () => {
      expect(look({ ...old, word: '2026-11-01T10:00:00Z', about: [`github/${subject}`] })?.verdict).toBe(
        'pass',
      );
    });

    test.each<[string, Given, string]>([
      [
        'of before the document was listed',
        { ...old, word: '2026-11-01T10:00:00Z', about: ['other/a.md'] },
        'fail',
      ],
      ['of more than a year ago', { ...old, word: '2025-11-01T10:00:00Z' }, 'fail'],
      [
        'on a document that is missing',
        { found: { state: 'missing' }, word: '2026-11-01T10:00:00Z' },
        'fail',
      ],
      ['on one that is not shown', { found: { state: null }, word: '2026-11-01T10:00:00Z' }, 'unknown'],
      ['on one without an owner', { policy: { owner: null }, word: '2026-11-01T10:00:00Z' }, 'fail'],
    ])('%s does not', (_, given, verdict) => {
      expect(look(given)?.verdict).toBe(verdict);
    });
  });

  test.each([
    ['a name before it', 'Ana Ruiz <Ana@Example.com>'],
    ['a name behind it', 'ana@example.com (Ana Ruiz)'],
    ['quotes', '"Ruiz, Ana" <ana@example.com>'],
    ['the form of a link', 'mailto:ana@example.com'],
    ['a role before it', 'CTO, ana@example.com'],
  ])('an owner whose address stands with %s is a person, and must not have left', (_, owner) => {
    const said = (people: Part, given: Given) => look({ ...given, people })?.verdict;
    for (const given of [{ policy: { owner } }, { policy: { owner: null }, found: { owner } }]) {
      expect(said(googleUsers([user('ana')]), given)).toBe('pass');
      expect(said(googleUsers([user('ana', { suspended: true })]), given)).toBe('fail');
      expect(said(googleUsers([user('ben')]), given)).toBe('fail');
      expect(said(googleUsers([user('ben')], { problem: cut }), given)).toBe('unknown');
    }
  });

  test('one of several owners who has not left is enough', () => {
    const policy = { owner: 'ana@example.com, Ben <ben@example.com>' };
    const gone = user('ana', { suspended: true });
    expect(look({ policy, people: googleUsers([gone, user('ben')]) })?.verdict).toBe('pass');
    expect(look({ policy, people: googleUsers([gone]) })?.verdict).toBe('fail');
  });

  test.each(['CTO', 'Head of IT', '@acme/security', 'Legal & Compliance'])('%s is a role', (owner) => {
    expect(look({ policy: { owner }, people: googleUsers([user('ben')]) })?.verdict).toBe('pass');
  });

  test('a text without a word is none', () => {
    expect(look({ found: { blank: true } })).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('no text'),
    });
    expect(look({ found: { blank: null } })?.verdict).toBe('pass');
  });

  describe('repositories of one name under several owners are not mixed up', () => {
    const old = { changedAt: '2020-01-01T00:00:00Z' };
    const rows = (...found: Partial<GitHubPolicyDocument>[]) => found.map((one) => ({ ...record, ...one }));
    const judged = (found: readonly GitHubPolicyDocument[], policies: readonly ListedPolicy[]) =>
      verdicts(policiesReviewed, {
        parts: [{ provider: 'github', connection: 'github', dataset: 'policy-documents', rows: found }],
        settings: { connections, policies },
      });

    test.each([
      ['first', ['other/handbook', 'acme/handbook']],
      ['last', ['acme/handbook', 'other/handbook']],
    ])('where the other one comes %s', (_, order) => {
      const found = rows(
        ...order.map((repository) =>
          repository === 'acme/handbook' ? { ...old, repository } : { repository },
        ),
      );
      expect(judged(found, [listed])).toEqual({ [subject]: 'fail' });
      expect(judged(found, [{ ...listed, repository: 'other/handbook' }])).toEqual({
        [`other/${subject}`]: 'pass',
      });
    });

    test('where only the other one was found', () => {
      expect(judged(rows({ repository: 'other/handbook' }), [listed])).toEqual({ [subject]: 'unknown' });
      expect(judged(rows({ repository: 'not-acme/handbook' }), [listed])).toEqual({ [subject]: 'unknown' });
    });

    test('whatever the case in which they are written', () => {
      expect(judged(rows({ repository: 'ACME/Handbook' }), [listed])).toEqual({ [subject]: 'pass' });
    });

    test('nor two connections, of which a word speaks of the one', () => {
      const other: ListedPolicy = { ...listed, connection: 'sister' };
      expect(policyKey(listed)).not.toBe(policyKey(other));
      expect(policyKey(listed)).not.toBe(policyKey({ ...listed, branch: 'next' }));
    });
  });

  test('does not apply where no document is listed, and says so', () => {
    const applies = policiesReviewed.applies;
    const settings = {
      people: { source: null, identities: [] },
      vaults: [],
      sharedAccounts: [],
      vaultGroups: {},
    };
    expect(applies?.(['github'], { ...settings, policies: [] })).toContain('No policy documents are listed');
    expect(applies?.(['github'], { ...settings, policies: [listed] })).toBeNull();
  });
});
