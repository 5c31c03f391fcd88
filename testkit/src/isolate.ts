/** A node that keeps snapshots, as Hardhat's and anvil do. */
type Snapshots = {
  request: (call: { method: string; params?: unknown[] }) => Promise<unknown>;
};

/**
 * Keeps what a `describe` does to the chain to itself, and what each of its tests does too. Called first in the
 * `describe`: what its `before` hooks do is there for all of its tests.
 */
export function isolateOn(provider: Snapshots): void {
  const snapshots: string[] = [];
  const take = async () => {
    snapshots.push((await provider.request({ method: "evm_snapshot" })) as string);
  };
  const restore = async () => {
    await provider.request({ method: "evm_revert", params: [snapshots.pop()] });
  };
  before(take);
  beforeEach(take);
  afterEach(restore);
  after(restore);
}
