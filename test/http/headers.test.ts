import { describe, expect, test } from '@jest/globals';
import { providerDate, recordedHeaders, requestId } from '../../lib/http/headers.ts';
import { Secrets } from '../../lib/http/redact.ts';

describe('the headers that are kept', () => {
  test('say when, what, to whom and within which limits', () => {
    const headers = {
      'content-type': 'application/json',
      date: 'Mon, 23 Nov 2026 02:00:00 GMT',
      deprecation: '@1767225600',
      etag: '"abc"',
      'fastly-ratelimit-reset': '1795399230',
      'github-authentication-token-expiration': '2026-12-01 00:00:00 UTC',
      link: '<https://api.example/users?page=2>; rel="next"',
      'ratelimit-remaining': '0',
      'retry-after': '1',
      sunset: 'Thu, 31 Dec 2026 00:00:00 GMT',
      'x-accepted-github-permissions': 'members=read',
      'x-github-request-id': 'A:1',
      'x-oauth-scopes': 'admin:org',
      'x-rate-limit-reset': '1795399230',
      'x-ratelimit-remaining': '4999',
      'x-sentry-rate-limit-concurrentremaining': '24',
    };
    expect(recordedHeaders(new Headers(headers), new Secrets())).toEqual(headers);
  });

  test('are no others', () => {
    const headers = new Headers({
      authorization: 'Bearer x',
      'set-cookie': 's=1',
      'x-session': '1',
      server: 'x',
      'www-authenticate': 'y',
    });
    expect(recordedHeaders(headers, new Secrets())).toEqual({});
  });

  test('lose parameters that are secrets by name', () => {
    const link = '<https://api.example/users?token=abc>; rel="next"';
    expect(recordedHeaders(new Headers({ link }), new Secrets()).link).toBe(
      '<https://api.example/users?token=[redacted]>; rel="next"',
    );
  });
});

describe('the request id', () => {
  test('is the provider’s own rather than its gateway’s', () => {
    expect(requestId({ 'cf-ray': 'gateway', 'x-slack-req-id': 'own' })).toBe('own');
  });

  test('may be missing', () => {
    expect(requestId({ date: 'x' })).toBeNull();
  });
});

describe('the provider’s date', () => {
  test('is null when it is missing or none', () => {
    expect(providerDate(new Headers())).toBeNull();
    expect(providerDate(new Headers({ date: 'yesterday' }))).toBeNull();
  });
});
