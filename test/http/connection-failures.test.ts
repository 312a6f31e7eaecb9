import { describe, expect, test } from '@jest/globals';
import { mayPass } from '../../lib/evidence/problem.ts';
import { connectionFault, failureIn } from '../../lib/http/connection-failures.ts';

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

  test.each([
    ['CERT_HAS_EXPIRED', 'its certificate has expired'],
    ['CERT_NOT_YET_VALID', 'is the clock of this machine right?'],
    ['CERT_REVOKED', 'revoked'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is self-signed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'the certificate authority is not known here'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'the certificate authority is not known here'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'the certificate authority is not known here'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'the certificate authority is not known here'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'another host’s'],
    ['CERT_SIGNATURE_FAILURE', 'CERT_SIGNATURE_FAILURE'],
    ['INVALID_CA', 'INVALID_CA'],
    ['INVALID_PURPOSE', 'INVALID_PURPOSE'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_WRONG_VERSION_NUMBER'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    ['EPROTO', 'EPROTO'],
  ])('because of TLS (%s) is final, and named', (fault, words) => {
    const failure = connectionFault(fetchFailed({ code: fault }));
    expect(failure).toMatchObject({ code: 'untrusted', reason: expect.stringContaining(words) });
    expect(mayPass(failure)).toBe(false);
    expect(failureIn(failure.reason ?? '')).toEqual(failure);
  });

  test.each([
    [407, 'rejected'],
    [403, 'rejected'],
    [502, 'unavailable'],
  ])('because a proxy answered %i is %s', (status, code) => {
    const aborted = Object.assign(new Error(`Proxy response (${status}) !== 200 when HTTP Tunneling`), {
      code: 'UND_ERR_ABORTED',
    });
    const failure = connectionFault(new TypeError('fetch failed', { cause: aborted }));
    expect(failure).toMatchObject({ code, reason: `the proxy did not connect (${status})` });
    expect(failureIn(failure.reason ?? '')).toEqual(failure);
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
