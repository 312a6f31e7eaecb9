/**
 * In the place of `qs` in a function's bundle, of which Google's library uses one function in one way: parameters to a
 * query, lists as the same name several times. Nested parameters, which no question of ours has, are an error.
 */
exports.stringify = (parameters) => {
  const pairs = [];
  for (const [name, value] of Object.entries(parameters))
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one === undefined) continue;
      if (typeof one === 'object' && one !== null)
        throw new TypeError(`The parameter ${name} is no plain value.`);
      pairs.push(`${encode(name)}=${one === null ? '' : encode(String(one))}`);
    }
  return pairs.join('&');
};

/** As RFC 3986 has it, and as `qs` does it. */
function encode(text) {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
