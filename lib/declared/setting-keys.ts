/** One of the provider's own keys. */
export type SettingKey =
  | {
      /** Source of a regular expression that the whole text must match. */
      readonly form: string;
      /** What it must be, after “must be”. */
      readonly words: string;
      /** Empty where it may be left out. Without a default it must be given. */
      readonly default?: string;
    }
  /** An address such as `https://sentry.example`; `http` on this machine alone. Without a default it must be given. */
  | { readonly is: 'server'; readonly default?: string }
  | { readonly is: 'flag'; readonly default: boolean };

export type SettingKeys = Readonly<Record<string, SettingKey>>;

/** What a connection's own keys come to. */
export type SettingValues = Readonly<Record<string, string | boolean>>;
