import type { Template } from './paging.ts';

/** How requests are signed, and what the connection's credential holds. `what` is said in messages: `an auth token`. */
export type Auth =
  /** `Authorization: Bearer …` */
  | { readonly kind: 'bearer'; readonly what: string }
  /** A header of its own; `prefix` comes before the token: `SSWS `. Default: the token alone. */
  | { readonly kind: 'header'; readonly name: string; readonly prefix?: string; readonly what: string }
  /** `Authorization: Basic …` of two members of the credential's JSON. */
  | { readonly kind: 'basic'; readonly user: string; readonly password: string; readonly what: string }
  /** Headers, each from a member of the credential's JSON. */
  | { readonly kind: 'keys'; readonly headers: Readonly<Record<string, string>>; readonly what: string }
  /** A token in a header; or OAuth (RFC 7523) where the credential is JSON with `clientId` and `privateKey`, which signs. */
  | {
      readonly kind: 'token-or-key';
      readonly name: string;
      readonly prefix: string;
      /** Whole. At the connection's endpoint its path is asked. */
      readonly address: Template;
      readonly scope: string;
      readonly what: string;
    }
  /** OAuth: the credential's `clientId` and `clientSecret` get a token at `address`. */
  | {
      readonly kind: 'client-credentials';
      /** Whole. At the connection's endpoint its path is asked. */
      readonly address: Template;
      /** How the client says who it is: in a header, in the form, or in the form that is sent as JSON. */
      readonly client: 'basic' | 'body' | 'json';
      /** The form, `grant_type` included. */
      readonly form: Readonly<Record<string, Template>>;
      readonly what: string;
    };
