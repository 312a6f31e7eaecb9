/**
 * What the function that tells logs when somebody of `aws: mail:` hears nothing, or could be made deaf by a link, and nothing else does.
 * An alarm counts these words, so that the infrastructure and the function must agree on them.
 */
export const notHeard = 'Not everybody receives what is announced.';
