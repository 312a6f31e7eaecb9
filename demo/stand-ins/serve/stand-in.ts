import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Misbehaviour } from './misbehaviour.ts';
import type { Page } from './page.ts';

/** A request that reached a stand-in, in the order in which it was answered. */
export interface SeenRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** With its question mark; empty when there was none. */
  readonly query: string;
  /** 0 when no answer was sent: the connection was closed, or left hanging. */
  readonly status: number;
}

/** A server on the loopback interface that answers as a provider would. */
export interface StandIn {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** From now on, requests that match the rule get the wrong answer. Of several rules the oldest unspent one counts. */
  misbehave(rule: Misbehaviour): void;
  /** Forgets every rule and every token that a rule expired. */
  behave(): void;
  /** Cuts what is still open and frees the port. */
  close(): Promise<void>;
}

/** An answer as the provider would give it, whatever a rule made of it afterwards. */
export interface RightAnswer {
  readonly method: string;
  /** Without the query; where the stand-in tells its questions apart by something else, by that. */
  readonly path: string;
  readonly status: number;
  readonly text: string;
}

export interface StandInOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** The provider's clock: its `Date` header, its tokens' lives, its quotas. Default: the real one. */
  readonly now?: () => Date;
  /** Is told every answer, so that it can be held to what the provider documents. Default: nobody is. */
  readonly onAnswer?: ((answer: RightAnswer) => void) | undefined;
}

/** What handlers know beside the request. A handler that lists something leaves the page it served. */
export interface Surroundings {
  Bindings: HttpBindings;
  Variables: { page: Page | undefined };
}

export type Ask = Context<Surroundings>;

export type RefusalStatus = 400 | 401 | 403 | 404 | 429 | 500 | 503;

/** A refusal in the provider's own words. `path` decides among the forms that one provider has. */
export type Refuse = (status: RefusalStatus, path: string, detail?: string) => object;

/** How a provider differs from one that tells its questions apart by path, knows callers by a header and answers in JSON. */
export interface Manner {
  /** What rules and the list of requests call the question. Default: its path. */
  readonly nameOf?: (ask: Ask) => string | Promise<string>;
  /** What `expire-token` makes worthless. Default: the `Authorization` header. */
  readonly credentialOf?: (ask: Ask) => string;
  /** Gives every answer its last form, refusals and misbehaviour included. Default: as it is. */
  readonly finish?: (answer: Response) => Response | Promise<Response>;
}
