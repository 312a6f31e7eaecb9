/**
 * How long a night may take on AWS, in seconds: the time-out of the state machine. A run that began longer ago and has
 * no seal was cut off; one that began later may still be going on, and no other is begun beside it.
 */
export const longestRunSeconds = 12 * 3600;
