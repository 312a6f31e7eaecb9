import { describe, expect, test } from '@jest/globals';
import { assess, assessOne, control } from './world.ts';

const office = { for: 'record.isAdmin == true', must: 'record.orgUnitPath.startsWith("/Office")' };

describe('A control of one’s own', () => {
  test('passes and fails records, says what was seen, and leaves out those that it does not speak of', () => {
    const records = [
      { id: 'a', isAdmin: true, orgUnitPath: '/Office/IT' },
      { id: 'b', isAdmin: true, orgUnitPath: '/Sales' },
      { id: 'c', isAdmin: false, orgUnitPath: '/Sales' },
    ];
    expect([...assess(office, records)]).toEqual([
      { subject: 'a', verdict: 'pass', reason: '' },
      { subject: 'b', verdict: 'fail', reason: '`must` does not hold: orgUnitPath is "/Sales".' },
    ]);
  });

  test.each([
    ['missing', {}],
    ['null', { orgUnitPath: null }],
  ])('does not know of a record in which what must hold is %s', (_, fields) => {
    expect(assessOne(office, { isAdmin: true, ...fields })).toEqual({
      subject: 'r1',
      verdict: 'unknown',
      reason: 'The evidence holds no value for orgUnitPath.',
    });
  });

  test.each([
    ['missing', {}],
    ['null', { isAdmin: null }],
    ['text', { isAdmin: 'true' }],
  ])('does not know whether it speaks of a record where that is %s', (_, fields) => {
    for (const orgUnitPath of ['/Office', '/Sales'])
      expect(assessOne(office, { ...fields, orgUnitPath })).toMatchObject({
        verdict: 'unknown',
        reason: expect.stringMatching(
          /^It is not known whether the control applies to it\. .*(isAdmin|bool)/,
        ),
      });
  });

  test('sees the moment of the run', () => {
    const fresh = { must: 'now - timestamp(record.at) < duration("720h")' };
    expect(assessOne(fresh, { at: '2026-11-01T00:00:00Z' })?.verdict).toBe('pass');
    expect(assessOne(fresh, { at: '2026-10-01T00:00:00Z' })?.verdict).toBe('fail');
    expect(assessOne(fresh, { at: 'N/A' })).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('`must` could not be evaluated: timestamp() requires'),
    });
  });

  test('names at most five fields, and not all of a long one', () => {
    const must = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `record.${name} == "x"`).join(' || ');
    const fields = { a: 'a'.repeat(500), b: 'b', c: 'c', d: 'd', e: 'e', f: 'f' };
    const reason = assessOne({ must }, fields)?.reason ?? '';
    expect(reason).toMatch(/ is "a{79}…, .*, …\.$/);
  });
});

describe('Its subject', () => {
  const named = { must: 'record.ok', subject: 'record.email' };

  test('is what the expression says, lower-cased where it is an address', () => {
    expect(assessOne(named, { ok: true, email: 'Ana@Example.com' })?.subject).toBe('ana@example.com');
    expect(assessOne(named, { ok: true, email: 'Ana' })?.subject).toBe('Ana');
  });

  test.each([[{}], [{ email: null }], [{ email: '' }], [{ email: 7 }]])(
    'is the dataset’s key where the evidence does not name it (%j), and that is no pass',
    (fields) => {
      expect(assessOne(named, { ok: true, ...fields })).toMatchObject({ subject: 'r1', verdict: 'unknown' });
      expect(assessOne(named, { ok: false, ...fields })).toMatchObject({ subject: 'r1', verdict: 'fail' });
    },
  );
});

describe('What is stored of it', () => {
  const parametersOf = (changes: Parameters<typeof control>[0]) =>
    control(changes).parameters().parse({}) as { sha256: string };

  test('are its expressions and a hash of them, which changes with any of them', () => {
    expect(parametersOf(office)).toEqual({
      dataset: 'google/users',
      for: office.for,
      must: office.must,
      subject: null,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const all = [
      {},
      office,
      { ...office, for: null },
      { ...office, must: 'record.x' },
      { ...office, subject: 'record.x' },
    ];
    expect(new Set(all.map((one) => parametersOf(one).sha256)).size).toBe(all.length);
    expect(parametersOf({ ...office, title: 'Another' })).toEqual(parametersOf(office));
  });

  test('is its title for a meaning, and its rule for a way to mend it, where nothing else is said', () => {
    expect(control()).toMatchObject({
      version: 1,
      meaning: 'The rule holds',
      fix: 'Make this hold, or waive it for a time: record.active',
    });
    expect(control({ meaning: 'm', fix: 'f' })).toMatchObject({ meaning: 'm', fix: 'f' });
  });

  test('is that it reads one dataset of one connection, and that no attestation counts for it', () => {
    expect(control().needs).toEqual([
      {
        dataset: expect.objectContaining({ provider: 'google-workspace', name: 'users' }),
        connection: 'google',
      },
    ]);
    expect(control().attested).toBeUndefined();
  });
});
