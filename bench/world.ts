import { code } from "@openrobotid/testkit/codes";
import { commitment } from "@openrobotid/testkit/device";
import { Capacity } from "@openrobotid/testkit/enums";
import { modulesFixture, UNITS } from "@openrobotid/testkit/modules";
import { createNetwork } from "@openrobotid/testkit/network";
import {
  birthOf,
  SCRAP_DELAY,
  SEQUENTIAL_MODEL,
  serial,
  unit,
} from "@openrobotid/testkit/registry";
import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { type ContractTransactionResponse, ZeroAddress } from "ethers";

/** Kinds of dossier entries. */
export const HARDWARE = 1;
export const SERVICE = 6;

/** No country, or none in particular. */
export const NO_COUNTRY = "0x0000";

/** A link as it will be written: to an IPFS content identifier. */
export const URI = "ipfs://bafybeigdyrzt5sfp7udm7hu76uh7y26nf3efuylqabf3oclgtqy55fbzdi";

/** Stem and size of a lot with a Merkle root; that of the tests has none. */
const PROVEN_STEM = "26T01";
const PROVEN_COUNT = 10_000;

/** The robots measured. */
export const ROBOTS = {
  untouched: UNITS.untouched,
  /** In service in ES, held by `owner`, who has `documented` as well. Nothing is in its dossier. */
  sold: UNITS.sold,
  /** As `sold`, with an entry in its dossier. */
  documented: unit(101),
  /** In service in ES, held by `maker`. */
  unsold: unit(102),
  /** Handed in. */
  handedIn: unit(103),
  /** Untouched, in the lot without a root. */
  attested: unit(104),
  /** Untouched, in the lot with one. */
  proven: unit(1, PROVEN_STEM),
};

/** The registry of the tests, with robots at the points of their life that are measured. */
export async function createWorld() {
  const connection = await createNetwork();
  const { networkHelpers } = connection;
  const world = await modulesFixture(connection);
  const { registry, signedActs, dossier, maker, owner, place, handOver, takeIn } = world;

  // One unit is proven: what the other leaves say does not change the length of its proof.
  const { device, birthRecordDigest } = birthOf(ROBOTS.proven);
  const tree = StandardMerkleTree.of(
    Array.from({ length: PROVEN_COUNT }, (_, index) => {
      const id = unit(index + 1, PROVEN_STEM);
      return index === 0 ? [id, device.keyDigest, birthRecordDigest] : [id, id, id];
    }),
    ["bytes32", "bytes32", "bytes32"],
  );
  const proof = {
    birthRecordDigest,
    siblings: tree.getProof(0),
    attester: ZeroAddress,
    deadline: 0,
    signature: "0x",
  };
  await registry
    .connect(maker)
    .issueLot(code(SEQUENTIAL_MODEL), serial(1, PROVEN_STEM), PROVEN_COUNT, tree.root, URI);

  const { documented, unsold, handedIn } = ROBOTS;
  for (const id of [documented, unsold, handedIn]) await place(id);
  await handOver(documented, maker, owner);
  await dossier
    .connect(maker)
    .record(documented, HARDWARE, Capacity.Maker, NO_COUNTRY, commitment("parts"), URI);
  await takeIn(handedIn, maker);
  await networkHelpers.time.increase(SCRAP_DELAY);

  /** Places `ROBOTS.proven` on a market, as its maker. */
  async function placeProven() {
    const signature = device.sign(await signedActs.deviceChallenge(ROBOTS.proven, maker));
    return await registry
      .connect(maker)
      .placeOnMarket(ROBOTS.proven, code("ES"), device.key, proof, signature);
  }

  const erc721a = await connection.ethers.deployContract("ERC721ABatch");
  const openZeppelin = await connection.ethers.deployContract("OpenZeppelinBatch");
  const anchors = await connection.ethers.deployContract("Anchors");
  const start = await networkHelpers.takeSnapshot();

  /** Gas of the last of some transactions. All of them are undone, so that every measurement begins alike. */
  async function gasOf(...sends: (() => Promise<ContractTransactionResponse>)[]): Promise<number> {
    let gas = 0n;
    for (const send of sends) {
      const receipt = await (await send()).wait();
      if (receipt === null) throw new Error("A transaction was not mined");
      gas = receipt.gasUsed;
    }
    await start.restore();
    return Number(gas);
  }

  const { provider } = connection.ethers;
  const restore = () => start.restore();
  return { ...world, erc721a, openZeppelin, anchors, placeProven, gasOf, provider, restore };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
