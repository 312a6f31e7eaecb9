/** Whether what was seen made a verdict another one, or what it was judged by, or both. */
export type Cause = 'evidence' | 'standard' | 'both';
