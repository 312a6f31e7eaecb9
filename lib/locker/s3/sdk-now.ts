import * as sdk from './sdk.ts';

/**
 * The same as `sdk-later.ts`, for the functions' bundles. In one file nothing is saved by loading later: esbuild wraps in
 * functions whatever can be, and V8 then reads these packages twice.
 */
export const loadSdk = async (): Promise<typeof import('./sdk.ts')> => sdk;
