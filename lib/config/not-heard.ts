/** What the function that tells logs when somebody of `aws: mail:` hears nothing, or could be made deaf by a link, and nothing else does. */
export const notHeard = 'Not everybody receives what is announced.';

/**
 * What it logs each night when it has looked, with `deaf`: 1 where not everybody hears, else 0. An alarm reads that number: a night on which
 * nobody looked says nothing, and ends no alarm. The infrastructure and the function must agree on these words.
 */
export const lookedWhoHears = 'It was checked who receives mail.';
