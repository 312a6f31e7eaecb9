import { describe, expect, test } from '@jest/globals';
import { connectionFault } from '../../lib/http/fault.ts';

/** As fetch throws it: the fault is the cause. */
function fetchFailed(cause: object): TypeError {
  return new TypeError('fetch failed', { cause });
}

describe('no answer', () => {
  test.each([
    ['ECONNREFUSED', 'unavailable', 'connection refused'],
    ['ECONNRESET', 'unavailable', 'connection closed'],
    ['UND_ERR_SOCKET', 'unavailable', 'connection closed'],
    ['ENOTFOUND', 'unavailable', 'host name not found'],
    ['EAI_AGAIN', 'unavailable', 'host name could not be looked up'],
    ['ETIMEDOUT', 'timeout', 'no connection in time'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'no connection in time'],
  ])('because of %s is %s', (fault, code, reason) => {
    expect(connectionFault(fetchFailed({ code: fault }))).toMatchObject({ code, reason, status: null });
  });

  test('because the request could not be made is rejected', () => {
    expect(connectionFault(fetchFailed({ code: 'ERR_INVALID_URL' })).code).toBe('rejected');
    expect(connectionFault(new TypeError('Headers.append: …')).code).toBe('rejected');
  });

  test('is recognized however deep the fault is wrapped', () => {
    expect(connectionFault(fetchFailed({ cause: { cause: { code: 'ECONNREFUSED' } } })).code).toBe(
      'unavailable',
    );
  });
});
