type Json = unknown;

/**
 * A description in which an object has the fields that are described and no others, and none of them has to be there. Parts
 * that are one object together (`allOf`) stay open, for each speaks of its own fields alone.
 */
export function closed(description: Json): Json {
  return closedIn(description, false);
}

function closedIn(value: Json, isPart: boolean): Json {
  if (Array.isArray(value)) return value.map((entry) => closedIn(entry, isPart));
  if (!isObject(value)) return value;
  const { nullable, ...rest } = value;
  // OpenAPI allows it beside a reference, JSON Schema does not know it.
  if (nullable === true && value.type === undefined)
    return { anyOf: [{ type: 'null' }, closedIn(rest, isPart)] };
  const open = isPart || !isObject(value.properties) || value.additionalProperties !== undefined;
  const entries = Object.entries(value)
    .filter(([key, inner]) => key !== 'required' || !Array.isArray(inner))
    .map(([key, inner]) => [key, closedIn(inner, key === 'allOf')]);
  return { ...Object.fromEntries(entries), ...(open ? {} : { additionalProperties: false }) };
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
