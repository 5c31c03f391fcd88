// What an event says, as it is kept in a column of JSON.

/** Numbers larger than 32 bits become decimal text: JSON has no other way to keep all their digits. */
export function toJson(fields: object): unknown {
  return JSON.parse(
    JSON.stringify(fields, (_key, value) => (typeof value === "bigint" ? value.toString() : value)),
  );
}
