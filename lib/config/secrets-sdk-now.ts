import * as sdk from './secrets-sdk.ts';

/** The same as `secrets-sdk-later.ts`, for the functions, which read every secret there; see `sdk-now.ts` of the locker. */
export const loadSecretsSdk = async (): Promise<typeof import('./secrets-sdk.ts')> => sdk;
