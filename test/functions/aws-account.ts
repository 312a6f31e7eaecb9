import { createServer } from 'node:http';
import { close, listen } from '../../demo/stand-ins/serve/serve.ts';

/** Secrets Manager, as far as the functions ask it, and the environment of a function. */
export interface AwsAccount extends AsyncDisposable {
  /** By name. */
  readonly secrets: Map<string, string>;
}

/** Starts one and points this process's AWS clients to it. */
export async function awsAccount(environment: Readonly<Record<string, string>> = {}): Promise<AwsAccount> {
  const secrets = new Map<string, string>();
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const value = secrets.get(JSON.parse(body).SecretId);
    response.writeHead(value === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    const missing = { __type: 'ResourceNotFoundException', message: 'There is no such secret.' };
    response.end(JSON.stringify(value === undefined ? missing : { SecretString: value }));
  });
  const before = { ...process.env };
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...environment,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: await listen(server, 0),
  });
  return {
    secrets,
    async [Symbol.asyncDispose]() {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      Object.assign(process.env, before);
      await close(server);
    },
  };
}
