/** One of the provider's own keys. */
export type SettingKey =
  | {
      readonly is: 'text';
      /** Source of a regular expression that the whole text must match. */
      readonly form: string;
      /** What it must be, after “must be”. */
      readonly words: string;
      /** Null where it must be given; empty where it may be left out. */
      readonly default: string | null;
    }
  /** An address such as `https://sentry.example`; `http` on this machine alone. */
  | { readonly is: 'server'; readonly default: string | null }
  | { readonly is: 'flag'; readonly default: boolean };

export type SettingKeys = Readonly<Record<string, SettingKey>>;

/** What a connection's own keys come to. */
export type SettingValues = Readonly<Record<string, string | boolean>>;
