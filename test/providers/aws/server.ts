import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach } from '@jest/globals';
import { close, listen } from '../../../demo/stand-ins/serve/serve.ts';

/** An answer: XML with status 200, or with a status of its own. */
export type Reply = string | { readonly status: number; readonly body: string };

export interface Asked {
  readonly action: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

/** The result of an action in AWS's form. */
export function result(action: string, inner: string): string {
  return `<${action}Response><${action}Result>${inner}</${action}Result></${action}Response>`;
}

export function refusal(status: number, code: string, message = 'No.'): Reply {
  const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
  return { status, body };
}

export const identity = result(
  'GetCallerIdentity',
  '<Arn>arn:aws:iam::111122223333:user/exhibit</Arn><UserId>U</UserId><Account>111122223333</Account>',
);
export const ready = result('GenerateCredentialReport', '<State>COMPLETE</State>');

export function reportOf(csv: string | Buffer, generatedTime = new Date().toISOString()): string {
  const content = (typeof csv === 'string' ? Buffer.from(csv) : csv).toString('base64');
  return result(
    'GetCredentialReport',
    `<Content>${content}</Content><ReportFormat>text/csv</ReportFormat><GeneratedTime>${generatedTime}</GeneratedTime>`,
  );
}

export function summaryOf(entries: string): string {
  return result('GetAccountSummary', `<SummaryMap>${entries}</SummaryMap>`);
}

export function entry(key: string, value: string | number): string {
  return `<entry><key>${key}</key><value>${value}</value></entry>`;
}

/** A server with an answer for each action, or several in turn of which the last one stays. Closed after each test. */
export function scripted(): (script: Readonly<Record<string, Reply | readonly Reply[]>>) => Promise<{
  readonly url: string;
  readonly asked: readonly Asked[];
}> {
  const open: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((end) => end()));
  });
  return async (script) => {
    const asked: Asked[] = [];
    const server = createServer(async (request, response) => {
      const body = await text(request);
      const action = new URLSearchParams(body).get('Action') ?? '';
      const replies = [script[action] ?? refusal(400, 'InvalidAction')].flat();
      const turn = asked.filter((one) => one.action === action).length;
      asked.push({ action, body, headers: request.headers });
      const reply = replies[Math.min(turn, replies.length - 1)] ?? '';
      const { status, body: xml } = typeof reply === 'string' ? { status: 200, body: reply } : reply;
      response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    });
    const url = await listen(server, 0);
    open.push(() => close(server));
    return { url, asked };
  };
}
