/** So many items, drawn at random as the seed says, in their old order. */
export function sample<T>(items: T[], count: number, seed: number): T[] {
  // Marsaglia's xorshift, 32 bits; zero would stay zero.
  let state = seed >>> 0 || 1;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  // The first numbers of a small seed are small.
  for (let i = 0; i < 16; ++i) random();
  return items
    .map((item, index) => ({ item, index, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}
