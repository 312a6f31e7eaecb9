import { expect, test } from '@jest/globals';
import { isSafeAddress, rehost } from '../../../../lib/providers/google-workspace/collect/hosts.ts';

test('an address stays as it is without an endpoint', () => {
  expect(rehost('https://admin.googleapis.com/a/b?c=d', null)).toBe('https://admin.googleapis.com/a/b?c=d');
});

test('an endpoint takes the place of the host, and may have a path of its own', () => {
  const address = 'https://admin.googleapis.com/a/b?c=d%20e';
  expect(rehost(address, 'http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080/a/b?c=d%20e');
  expect(rehost(address, 'https://gate.example/google')).toBe('https://gate.example/google/a/b?c=d%20e');
});

test.each([
  'https://oauth2.googleapis.com/token',
  'http://127.0.0.1:80/t',
  'http://localhost/t',
  'http://[::1]:9/t',
])('secrets may be sent to %s', (address) => expect(isSafeAddress(address)).toBe(true));

test.each([
  'http://oauth2.googleapis.com/token',
  'http://127.0.0.1.example/t',
  'ftp://localhost/t',
  'token',
  '',
])('secrets may not be sent to "%s"', (address) => expect(isSafeAddress(address)).toBe(false));
