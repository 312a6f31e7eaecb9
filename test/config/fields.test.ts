import { describe, expect, test } from '@jest/globals';
import { type Case, checkCases } from './cases.ts';
import { changed, parse } from './fixtures.ts';

describe('a time zone is refused', () => {
  const zone = 'Europe/Amsterdam';
  checkCases([
    ['that is none', zone, '▸Europe/Atlantis', 'invalid-timezone timezone: is not an IANA time zone'],
    ['that is an offset', zone, '▸"+01:00"', 'invalid-timezone timezone: is not an IANA time zone'],
    ['in small letters', zone, '▸europe/amsterdam', 'invalid-timezone timezone: is not an IANA time zone'],
  ]);

  test.each(['UTC', 'Etc/GMT+5', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta'])(
    'but %s is one',
    (written) => {
      expect(parse(changed(zone, written)).timezone).toBe(written);
    },
  );
});

describe('a schedule is refused', () => {
  checkCases([
    ['past midnight', '"03:30"', '▸"24:00"', 'invalid-schedule schedule: is not a time of day'],
    ['past the hour', '"03:30"', '▸"03:60"', 'invalid-schedule schedule: is not a time of day'],
    ['with one digit', '"03:30"', '▸3:30', 'invalid-schedule schedule: is not a time of day'],
    ['with seconds', '"03:30"', '▸"03:30:00"', 'invalid-schedule schedule: is not a time of day'],
    ['in hours', '"03:30"', '▸3', 'invalid-value schedule: is a number — write text, in quotes'],
  ]);

  test('but quotes are not needed', () => {
    expect(parse(changed('"03:30"', '23:59')).schedule).toBe('23:59');
  });
});

describe('a locker is refused', () => {
  checkCases([
    ['without a name', './evidence', '▸""', 'invalid-locker locker: is empty — name a folder'],
    ['in a bucket without a name', './evidence', '▸s3://', 'invalid-locker locker: is neither'],
    ['in a bucket with only a prefix', './evidence', '▸s3:///prefix', 'invalid-locker locker: is neither'],
    ['in a bucket without slashes', './evidence', '▸s3:bucket', 'invalid-locker locker: is neither'],
    ['in another kind of store', './evidence', '▸gs://bucket', 'invalid-locker locker: is neither'],
  ]);

  test('but a bucket is one, with and without a prefix', () => {
    expect(parse(changed('./evidence', 's3://acme-evidence')).locker).toBe('s3://acme-evidence');
    expect(parse(changed('./evidence', 's3://acme-evidence/a/b/')).locker).toBe('s3://acme-evidence/a/b');
  });
});

describe('an endpoint is refused', () => {
  const wrong = (what: string, endpoint: string, words: string): Case => [
    what,
    'http://127.0.0.1:8080/',
    `▸${endpoint}`,
    `invalid-endpoint connections[0].endpoint: ${words}`,
  ];
  checkCases([
    wrong('in the clear', 'http://google.example', 'would send credentials in the clear'),
    wrong('in the clear to a private network', 'http://10.0.0.1', 'would send credentials in the clear'),
    wrong('at a host that begins like this machine', 'http://127.0.0.1.example', 'would send credentials'),
    wrong('at a host that begins like localhost', 'http://localhost.example', 'would send credentials'),
    wrong('over another protocol', 'ftp://127.0.0.1', 'is not a web address'),
    wrong('without a protocol', 'google.example', 'is not a web address'),
    wrong('with a password', 'https://ana:pw@google.example', 'holds a user name or password'),
    wrong('with a user', 'https://ana@google.example', 'holds a user name or password'),
    wrong('with a query', 'https://google.example/?a=b', 'has a query or fragment'),
    wrong('with an empty query', 'https://google.example/?', 'has a query or fragment'),
    wrong('with a fragment', '"https://google.example/#top"', 'has a query or fragment'),
  ]);

  test.each([
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://127.9.9.9', 'http://127.9.9.9'],
    ['"http://[::1]:8080/a/"', 'http://[::1]:8080/a'],
    ['http://localhost:1', 'http://localhost:1'],
    ['https://Proxy.example/google//', 'https://proxy.example/google'],
  ])('but %s is %s', (written, read) => {
    expect(parse(changed('http://127.0.0.1:8080/', written)).connections[0]?.endpoint).toBe(read);
  });
});

describe('a waiver’s last day is refused', () => {
  const wrong = (what: string, day: string, words: string): Case => [what, '2027-01-31', `▸${day}`, words];
  checkCases([
    wrong('with a clock', '2027-01-31T00:00:00Z', 'invalid-date waivers[0].expires: is not a date'),
    wrong('on 30 February', '2027-02-30', 'invalid-date waivers[0].expires: is not a date'),
    wrong('on 29 February of a common year', '2027-02-29', 'invalid-date waivers[0].expires: is not a date'),
    wrong('in words', 'never', 'invalid-date waivers[0].expires: is not a date'),
    wrong('that is a year', '2027', 'invalid-value waivers[0].expires: is a number — write text'),
  ]);
});
