/** What a night takes of what others send, and how long it waits for it. */
export interface Limits {
  /** The largest answer and the largest file that a person makes, in MiB each. */
  readonly answerMegabytes: number;
  readonly fileMegabytes: number;
  /** The most records of one dataset. */
  readonly datasetRecords: number;
  /** How long one dataset may take, and how long all of them, in seconds. */
  readonly datasetSeconds: number;
  readonly runSeconds: number;
}

/**
 * How long a night may take on AWS, in seconds: the time-out of the state machine. A run that began longer ago and has
 * no seal was cut off; one that began later may still be going on, and no other is begun beside it.
 */
export const longestRunSeconds = 12 * 3600;

/** How long an auditor's package lies on AWS after it was made, in days. Then it is made again. */
export const packageLifeDays = 7;
