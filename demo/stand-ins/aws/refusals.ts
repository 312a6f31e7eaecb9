import type { RefusalStatus } from '../serve/stand-in.ts';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** AWS has no 401 and no 429: it says 403 and 400, and the code tells. */
const byStatus: Readonly<Record<RefusalStatus, Refusal>> = {
  400: { status: 400, code: 'ValidationError', message: 'The request is not valid.' },
  401: {
    status: 403,
    code: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  },
  403: { status: 403, code: 'AccessDenied', message: 'User is not authorized to perform this action.' },
  404: { status: 404, code: 'NoSuchEntity', message: 'There is no such thing.' },
  429: { status: 400, code: 'Throttling', message: 'Rate exceeded' },
  500: { status: 500, code: 'ServiceFailure', message: 'The request processing has failed.' },
  503: { status: 503, code: 'ServiceUnavailable', message: 'The service is not available.' },
};

/** Codes with a status of their own. */
const statuses: Readonly<Record<string, number>> = {
  InvalidAction: 400,
  ReportNotPresent: 410,
  ReportExpired: 410,
  ReportInProgress: 404,
};

/** AWS's refusal for a status that others give. */
export function awsRefusal(status: RefusalStatus, _path: string, detail?: string): object {
  const { code, message } = byStatus[status];
  return refusalOf(code, detail ?? message);
}

/** AWS's refusal with a code of its own. */
export function refusalOf(code: string, message = `${code}.`): object {
  return { ErrorResponse: { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: 'r-1' } };
}

/** The HTTP status that AWS gives with a code. */
export function statusOf(code: string): number {
  const known = Object.values(byStatus).find((refusal) => refusal.code === code);
  return statuses[code] ?? known?.status ?? 403;
}
