import { googleWorkspace } from './google-workspace/index.ts';
import { onepassword } from './onepassword/index.ts';
import { type AnyProvider, anyProvider } from './provider.ts';

/** Every provider there is. A new one is one line here. */
export const providers: readonly AnyProvider[] = [anyProvider(googleWorkspace), anyProvider(onepassword)];
