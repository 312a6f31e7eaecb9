import type { Asked } from './run-function.ts';

/** A request to AWS in the words of its policies. */
export interface Call {
  readonly action: string;
  /** Of S3; null for the other services, whose requests say in their bodies what they are about. */
  readonly bucket: string | null;
  readonly key: string | null;
  readonly context: Readonly<Record<string, string>>;
}

const actions: Readonly<Record<string, string>> = {
  'AWSEvents.PutEvents': 'events:PutEvents',
  'TrentService.GetPublicKey': 'kms:GetPublicKey',
  'TrentService.Sign': 'kms:Sign',
  'secretsmanager.GetSecretValue': 'secretsmanager:GetSecretValue',
};

/**
 * What a request needs the right to, as the service authorization reference has it. Throws for one that is not known: it could need
 * anything.
 * @param s3 the host of S3
 */
export function callOf({ host, ifNoneMatch, method, path, target }: Asked, s3: string): Call {
  if (target !== null) {
    const action = actions[target];
    if (!action) throw new Error(`Nobody here knows what ${target} needs.`);
    return { action, bucket: null, key: null, context: {} };
  }
  if (host !== s3) throw new Error(`Nobody here knows ${method} ${host}${path}.`);
  const { pathname, searchParams } = new URL(path, 'http://s3');
  const [, bucket = '', ...rest] = decodeURIComponent(pathname).split('/');
  const key = rest.join('/') || null;
  const has = (name: string) => searchParams.has(name);
  const of = (action: string, context: Call['context'] = {}): Call => {
    return { action, bucket, key, context: { 's3:TlsVersion': '1.3', ...context } };
  };
  if (key === null && method === 'GET' && searchParams.get('list-type') === '2') return of('s3:ListBucket');
  if (key !== null && (method === 'GET' || method === 'HEAD') && !has('versionId')) return of('s3:GetObject');
  if (key !== null && (method === 'PUT' || method === 'POST')) {
    // Parts and the beginning of an upload make no object; a PUT and the end of an upload do.
    const creates = method === 'PUT' ? !has('partNumber') : has('uploadId');
    const condition = ifNoneMatch === null ? {} : { 's3:if-none-match': ifNoneMatch };
    return of('s3:PutObject', { 's3:ObjectCreationOperation': String(creates), ...condition });
  }
  if (key !== null && method === 'DELETE' && has('uploadId')) return of('s3:AbortMultipartUpload');
  throw new Error(`Nobody here knows what ${method} ${path} needs.`);
}
