/** The schedule belongs to the seals, which say when the next one is due; a night is planned by the same times. */
export { nextDueBy, nextScheduled } from '../seal/schedule.ts';
