import { describe, expect, test } from '@jest/globals';
import { addressAt, nextPage } from '../../../../lib/providers/github/collect/links.ts';

const first = '<https://api.github.com/orgs/acme/members?page=1>; rel="first"';
const next = '<https://api.github.com/organizations/1/members?page=3>; rel="next"';
const last = '<https://api.github.com/organizations/1/members?page=9>; rel="last"';

describe('The next page', () => {
  test.each([
    ['no header', null],
    ['an empty header', ' '],
    ['a header of the last page', first],
  ])('is none with %s', (_what, header) => {
    expect(nextPage(header, 'Page 1')).toBeNull();
  });

  test.each([
    ['alone', next],
    ['among others', [first, next, last].join(', ')],
    ['with other parameters', next.replace('; rel', '; title="a, b"; rel')],
    ['without quotation marks', next.replace('"next"', 'next')],
    ['in capitals', next.replace('rel="next"', 'REL="Next"')],
    ['with another relation beside it', next.replace('"next"', '"next last"')],
  ])('is found %s', (_how, header) => {
    expect(nextPage(header, 'Page 1')).toBe('https://api.github.com/organizations/1/members?page=3');
  });

  test.each([
    ['no brackets', 'https://api.github.com/x; rel="next"'],
    ['an open bracket', '<https://api.github.com/x; rel="next"'],
    ['no relation', '<https://api.github.com/x>'],
    ['one good link and one bad', `${first}, <https://api.github.com/x> rel=next`],
  ])('is malformed with %s', (_what, header) => {
    expect(() => nextPage(header, 'Page 1')).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test('is missed where a last page is named, and the list is then cut short', () => {
    expect(() => nextPage([first, last].join(', '), 'Page 1')).toThrow(
      expect.objectContaining({ code: 'truncated', message: expect.stringContaining('Page 1') }),
    );
  });
});

describe('The address of the next page', () => {
  const github = 'https://api.github.com';
  const enterprise = 'https://github.acme.example/api/v3';
  const at = (base: string, address: string) => addressAt(base, address, 'Page 1');

  test('is taken at the origin that is asked anyway', () => {
    expect(at(github, `${github}/organizations/1/members?page=2`)).toBe(
      `${github}/organizations/1/members?page=2`,
    );
    expect(at(enterprise, `${enterprise}/organizations/1/members?page=2`)).toBe(
      `${enterprise}/organizations/1/members?page=2`,
    );
  });

  test('is asked at the endpoint where a proxy hands on GitHub’s own', () => {
    expect(at('http://127.0.0.1:8080', `${github}/orgs/acme/members?page=2`)).toBe(
      'http://127.0.0.1:8080/orgs/acme/members?page=2',
    );
    expect(at(enterprise, `${github}/orgs/acme/members`)).toBe(`${enterprise}/orgs/acme/members`);
  });

  test.each([
    ['another host', 'https://collector.example/orgs/acme/members?page=2'],
    ['another port', 'https://api.github.com:8443/orgs/acme/members?page=2'],
    ['no encryption', 'http://api.github.com/orgs/acme/members?page=2'],
    ['a host that begins alike', 'https://api.github.com.example/orgs/acme/members'],
    ['a user before the host', 'https://api.github.com@collector.example/orgs/acme/members'],
    ['no address at all', 'https://'],
  ])('is refused at %s', (_what, address) => {
    expect(() => at(github, address)).toThrow(expect.objectContaining({ code: 'malformed' }));
  });

  test('holds nothing that would be taken for a blank to fill in', () => {
    expect(at(github, `${github}/orgs/acme/members?after=Y3:abc{x}`)).toBe(
      `${github}/orgs/acme/members?after=Y3%3Aabc%7Bx%7D`,
    );
  });
});
