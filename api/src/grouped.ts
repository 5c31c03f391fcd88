/** What is alike, together, each in the order that it had. */
export function groupedBy<item, key>(
  items: readonly item[],
  keyOf: (item: item) => key,
): ReadonlyMap<key, readonly item[]> {
  const groups = new Map<key, item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
