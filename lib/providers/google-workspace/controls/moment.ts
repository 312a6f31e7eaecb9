/** When a person is judged. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A time after this cannot be true. */
  readonly latest: number;
}
