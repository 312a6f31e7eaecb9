import type { RefusalStatus } from '../serve/stand-in.ts';

const reasons: Readonly<Record<RefusalStatus, { reason: string; status: string; message: string }>> = {
  400: { reason: 'invalid', status: 'INVALID_ARGUMENT', message: 'Invalid Input' },
  401: {
    reason: 'authError',
    status: 'UNAUTHENTICATED',
    message: 'Request had invalid authentication credentials.',
  },
  403: {
    reason: 'forbidden',
    status: 'PERMISSION_DENIED',
    message: 'Not Authorized to access this resource/api',
  },
  404: { reason: 'notFound', status: 'NOT_FOUND', message: 'Resource Not Found' },
  429: { reason: 'rateLimitExceeded', status: 'RESOURCE_EXHAUSTED', message: 'Quota exceeded' },
  500: { reason: 'backendError', status: 'INTERNAL', message: 'Internal error encountered.' },
  503: { reason: 'backendError', status: 'UNAVAILABLE', message: 'The service is currently unavailable.' },
};

const oauthErrors: Readonly<Partial<Record<RefusalStatus, string>>> = {
  400: 'invalid_grant',
  401: 'unauthorized_client',
  403: 'access_denied',
  429: 'rate_limit_exceeded',
  503: 'temporarily_unavailable',
};

/**
 * Google's refusal in the form of the API that the path belongs to: OAuth (`/token`), Directory (with a list of
 * errors) or the newer APIs (with a status word alone).
 */
export function googleRefusal(status: RefusalStatus, path: string, detail?: string): object {
  if (/^(\/v1)?\/token$/.test(path)) return oauthRefusal(oauthErrors[status] ?? 'internal_failure', detail);
  const { reason, status: word, message } = reasons[status];
  if (path.startsWith('/admin/')) return directoryRefusal(status, reason, detail ?? message);
  return { error: { code: status, message: detail ?? message, status: word } };
}

export function oauthRefusal(error: string, detail?: string): object {
  return { error, error_description: detail ?? 'The request was refused.' };
}

/** The Directory API's form. `reason` is what clients branch on. */
export function directoryRefusal(code: number, reason: string, message: string): object {
  const domain = /rate|quota/i.test(reason) ? 'usageLimits' : 'global';
  return { error: { code, message, errors: [{ message, domain, reason }] } };
}

/** What every Google API answers when the token's scopes do not cover the call. */
export function missingScope(path: string): object {
  const message = 'Request had insufficient authentication scopes.';
  const details = [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
      domain: 'googleapis.com',
    },
  ];
  const errors = [
    { message: 'Insufficient Permission', domain: 'global', reason: 'insufficientPermissions' },
  ];
  const legacy = path.startsWith('/admin/') ? { errors } : {};
  return { error: { code: 403, message, ...legacy, status: 'PERMISSION_DENIED', details } };
}
