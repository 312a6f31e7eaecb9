export type SecretErrorCode = 'missing' | 'empty' | 'unreadable';

/** A secret that is not where the configuration says. The message names the place, never the value. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
  readonly code: SecretErrorCode;

  constructor(code: SecretErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
