// How answers look to programs. Whatever is not there is `null`, so that every answer of a command has the same fields.

/** A value as it is in JSON: whole numbers beyond doubt as text, what is not there as null. */
export function toJsonValue(value: unknown): unknown {
  if (value === undefined) return null;
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return value.map(toJsonValue);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([field, content]) => [field, toJsonValue(content)]),
    );
  }
  return value;
}

/** A value on one line. */
export function toJson(value: unknown): string {
  return JSON.stringify(toJsonValue(value));
}

/** What differs between two values, by its path: `holder`, `flags.0.reporter`. */
export function differencesOf(one: unknown, other: unknown, path = ""): string[] {
  if (Object.is(one, other)) return [];
  if (!isObject(one) || !isObject(other)) return [path];
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields].flatMap((field) =>
    differencesOf(one[field], other[field], path ? `${path}.${field}` : field),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
