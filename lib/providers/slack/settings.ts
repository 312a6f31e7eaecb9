import * as z from 'zod/mini';

/** A Slack connection has no keys of its own: the token says which workspace it is. */
export const settings = () => z.strictObject({});

export type Settings = z.infer<ReturnType<typeof settings>>;
