const members = ['access_token', 'refresh_token', 'id_token', 'signedJwt'];
/** Answers that hold tokens are small; larger ones are not searched, for speed. */
const largestResponse = 64 * 1024;

/** The tokens at the top level of a JSON answer, so that one is known for a secret even if the caller did not say so. */
export function tokensIn(body: Buffer): string[] {
  if (body.length >= largestResponse || !members.some((name) => body.includes(`"${name}"`))) return [];
  const response = objectIn(body);
  return members
    .map((name) => response[name])
    .filter((value): value is string => typeof value === 'string' && value !== '');
}

function objectIn(body: Buffer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body.toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
