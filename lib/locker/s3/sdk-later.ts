/**
 * The part of the SDK that asks S3, loaded when a bucket is opened: whoever keeps evidence in a folder does not wait for
 * it. The functions' bundles take `sdk-now.ts` in the place of this file.
 */
export const loadSdk = (): Promise<typeof import('./sdk.ts')> => import('./sdk.ts');
